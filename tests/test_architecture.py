"""The house: imports run one way, names and sizes are those of the style, every door has a sign."""

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import counter_app
from counter_app.cli.main import COMMANDS, cli
from counter_app.office.doors import register
from counter_app.office.office import Office, commands, questions

HOUSE = Path(counter_app.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
DECLARATIONS = {"office/records.py", "domain/events.py"}  # structs of data, nothing that decides
BANNED = {"utils", "util", "helpers", "common", "base", "manager", "misc"}
ROLES = {"clerk", "supervisor", "camat", "admin"}

register()
DOORS = [*commands.values(), *questions.values()]


def name_of(path):
    """Return a file's name within the house."""
    return path.relative_to(HOUSE).as_posix()


def modules():
    """Return every module but those of the windows."""
    found = (m.name for m in pkgutil.walk_packages(counter_app.__path__, "counter_app."))
    return [name for name in found if not name.startswith("counter_app.ui") and "__main__" not in name]


def test_everything_but_the_windows_imports_without_qt():
    code = (
        "import importlib, sys\n"
        "sys.modules['PySide6'] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *modules()], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_line_starts_without_what_it_does_not_need():
    code = "import sys, counter_app.cli.main; print([n for n in sys.argv[1:] if n in sys.modules])"
    heavy = ["PySide6", "reportlab", "xlsxwriter", "holidays", "sqlite_utils", "tabulate"]
    done = subprocess.run(
        [sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True, timeout=60
    )
    assert set(ast.literal_eval(done.stdout)) <= {"sqlite_utils"}


def test_no_file_is_longer_than_it_can_be_read():
    long = [name_of(path) for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 400]
    assert set(long) <= DECLARATIONS


def test_no_file_has_a_name_that_says_nothing_or_lies_too_deep():
    assert [name_of(path) for path in FILES if path.stem in BANNED] == []
    assert [name_of(path) for path in FILES if len(path.relative_to(HOUSE).parts) > 3] == []


def test_every_module_class_and_function_that_others_use_says_what_it_is():
    doors = {door.work.__name__ for door in DOORS}  # a handler's command says it
    silent = []
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name == "__init__.py":
            assert not tree.body, path
            continue
        public = [
            node
            for node in tree.body
            if isinstance(node, ast.ClassDef | ast.FunctionDef)
            and not node.name.startswith("_")
            and node.name not in doors
        ]
        silent += [
            f"{name_of(path)}: {getattr(node, 'name', '')}"
            for node in [tree, *public]
            if not ast.get_docstring(node)
        ]
    assert silent == []


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_every_command_and_question_has_a_help_text_and_roles(door):
    assert door.help[-1:] == "."
    assert len(door.help.split()) >= 3
    assert door.roles
    assert door.roles <= ROLES
    assert "supervisor" in door.roles


def test_a_command_and_a_question_never_share_a_name():
    assert not commands.keys() & questions.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_has_a_help_text(name):
    command = cli.get_command(None, name)
    assert command.name == name
    assert command.help


def test_no_module_keeps_an_office_of_its_own():
    kept = [
        name
        for name in modules()
        if any(isinstance(value, Office) for value in vars(importlib.import_module(name)).values())
    ]
    assert kept == []
