"""The table of roles holds at the command line too: who may not is refused there with the same sentence."""

import pytest
from roles import ALL, COMMANDS, KEEPING, NOBODY_SIGNS_IN, SUBCOMMANDS, TABLE
from stories import KEY, STAFF, Clock, new_office, staff

from counter_app import bootstrap
from counter_app.care import backups
from counter_app.cli import main

REFUSED = "The role "  # how the refusal begins
ARGUMENTS = {  # what gets as far as the role is asked for
    "rebuild": (),
    "backup": (),
    "verify": (),
    "audit": (),
    "restore": (".", "--yes"),
    "salvage": ("--yes",),
    "rekey": ("--reason", "pindah"),
    "export": ("-o", "{folder}/daftar.csv"),
    "import": ("--list",),
    "staff add": ("joko", "--name", "Joko"),
    "staff set": ("budi", "--name", "Budi"),
    "staff reset": ("budi",),
    "staff retire": ("budi",),
    "staff password": (),
}
BY_DOOR = {"run", "ask", "print", "report"}


def subcommands(group, before=""):
    """Yield every subcommand by its words."""
    for name in group.list_commands(None):
        found = group.get_command(None, name)
        if hasattr(found, "list_commands"):
            yield from subcommands(found, f"{before}{name} ")
        else:
            yield before + name


@pytest.fixture
def at_home(program, monkeypatch):
    """Return the program in front of an office that is open already."""
    office = new_office(Clock())
    monkeypatch.setattr(office, "close", lambda: None)
    monkeypatch.setattr(
        bootstrap, "enter", lambda _folder, id, _password: bootstrap.Entered(office, staff(id), KEY)
    )
    monkeypatch.setattr(backups, "daily", lambda *_arguments: backups.Outcome([], []))
    yield program
    office.db.close()


@pytest.mark.parametrize("who", sorted(STAFF.keys() - {"budi"}))
def test_a_command_and_a_question_are_refused_by_the_table(at_home, who):
    for name, roles in TABLE.items():
        answer = at_home("run" if name in COMMANDS else "ask", name, "{}", by=who)
        refused, may = answer.err.startswith(REFUSED), set(roles.split())
        # what its fields are is asked before who looks after the data
        assert refused != (STAFF[who] in may) or (name in KEEPING and who == "siti"), (name, answer.err)
        assert answer.status == 1 or not refused


def test_the_table_names_every_subcommand():
    assert set(SUBCOMMANDS) == set(subcommands(main.cli))
    assert {name for name, roles in SUBCOMMANDS.items() if roles != NOBODY_SIGNS_IN} == {*ARGUMENTS, *BY_DOOR}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_a_subcommand_is_refused_by_the_table(program, monkeypatch, name):
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", "tiga kata mudah")
    monkeypatch.chdir(program.folder.parent)
    for who in ("ani", "camat", "siti", "tono"):
        if STAFF[who] not in SUBCOMMANDS[name].split():
            arguments = [one.format(folder=program.folder) for one in ARGUMENTS[name]]
            answer = program(*name.split(), *arguments, by=who)
            assert (answer.status, answer.err.startswith(REFUSED)) == (1, True), (who, answer.err)


@pytest.mark.parametrize("name", [name for name, roles in SUBCOMMANDS.items() if roles == ALL])
def test_what_is_everybodys_asks_for_no_role(program, monkeypatch, name):
    monkeypatch.setenv("COUNTER_APP_NEW_PASSWORD", "tanda tangan")
    if name not in BY_DOOR:
        answer = program(*name.split(), *ARGUMENTS[name], by="camat")
        assert answer.status == 0, answer.err
