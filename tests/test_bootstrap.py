"""Founding, entering and recovering an office as the windows do it."""

from functools import partial

import pytest
from program import OFFICE, PASSWORDS

from counter_app import bootstrap, config
from counter_app.domain import founding
from counter_app.domain.founding import Unfit
from counter_app.office.commands.settings import BadSettings
from counter_app.office.doors import register
from counter_app.storage import backup, vault
from counter_app.storage.recovery import Mistyped
from counter_app.storage.slots import Cost
from counter_app.storage.vault import ShortPassword, WrongPassword

PLAN = founding.read(OFFICE.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder for an office whose passwords cost no time."""
    monkeypatch.setattr(bootstrap, "Vault", partial(vault.Vault, cost=Cost(memory=8)))
    return tmp_path / "data"


def changed(**parts):
    return founding.Founding(**{name: getattr(PLAN, name) for name in PLAN.__struct_fields__} | parts)


def test_an_office_is_founded_with_what_was_chosen_for_its_counter(folder, clock):
    choices = config.Choices(language="en", receipt="58", second_backups="/media/flash", groups=("A",))
    bootstrap.found(folder, PLAN, choices=choices, clock=clock)
    saved = config.load(folder)
    assert (saved.code, saved.demo, saved.counter[:3]) == ("L1", False, "L1-")
    assert (saved.language, saved.receipt, saved.groups) == ("en", "58", ("A",))
    assert saved.second_backups == "/media/flash"


@pytest.mark.parametrize(
    ("parts", "choices", "refusal"),
    [
        ({"counter": founding.FirstCounter(code="")}, {}, Unfit),
        ({"profile": "1998"}, {}, BadSettings),
        ({"staff": [*PLAN.staff, founding.FirstStaff(id="x", name="X", role="clerk", password="x")]}, {},
         ShortPassword),
        ({}, {"lock_minutes": 0}, config.BadChoice),
    ],
)  # fmt: skip
def test_a_plan_that_can_not_be_used_leaves_the_folder_empty(folder, clock, parts, choices, refusal):
    with pytest.raises(refusal):
        bootstrap.found(folder, changed(**parts), choices=config.Choices(**choices), clock=clock)
    assert not folder.exists() or not list(folder.iterdir())


def test_names_are_kept_as_papers_can_hold_them(folder, clock):
    staff = [
        founding.FirstStaff(id="siti", name=" Siti \t Rahma ", role="supervisor", password="kantor camat")
    ]
    bootstrap.found(folder, changed(staff=staff), clock=clock)
    office, siti = bootstrap.sign_in(folder, "siti", "kantor camat", clock=clock)
    office.close()
    assert siti.name == "Siti Rahma"
    assert bootstrap.Vault(folder).holders()[0].name == "Siti Rahma"


def test_who_enters_gets_the_key_for_a_second_pair_of_connections(folder, clock):
    bootstrap.found(folder, PLAN, clock=clock)
    entered = bootstrap.enter(folder, "ani", PASSWORDS["ani"], clock=clock)
    other = bootstrap.open_office(folder, entered.key, clock=clock)
    register()
    for office in (entered.office, other):
        assert len(office.desk(entered.staff).staff_names()) == 4
        office.close()
    assert entered.staff.role == "clerk"


def test_the_staff_are_looked_after_with_that_key(folder, clock):
    bootstrap.found(folder, PLAN, clock=clock)
    entered = bootstrap.enter(folder, "siti", PASSWORDS["siti"], clock=clock)
    people = bootstrap.people(folder, entered.office, entered.key)
    people.add(entered.staff, "joko", "Joko", "clerk", "loket dua")
    people.retire(entered.staff, "ani")
    entered.office.close()
    again = bootstrap.enter(folder, "joko", "loket dua", clock=clock)
    again.office.close()
    assert again.key == entered.key


def test_the_recovery_key_gives_a_new_password(folder, clock):
    key = bootstrap.found(folder, PLAN, clock=clock)
    with pytest.raises(Mistyped):
        bootstrap.recover(folder, key[:-1], "siti", "kata sandi baru")
    bootstrap.recover(folder, key.lower().replace("-", " "), "siti", "kata sandi baru")
    with pytest.raises(WrongPassword):
        bootstrap.unlock(folder, "siti", PASSWORDS["siti"], clock=clock)
    bootstrap.enter(folder, "siti", "kata sandi baru", clock=clock).office.close()


def test_a_backup_is_written_in_the_usual_place_or_on_a_disk_that_is_there(folder, clock, tmp_path):
    bootstrap.found(folder, PLAN, choices=config.Choices(second_backups=str(tmp_path / "flash")), clock=clock)
    entered = bootstrap.enter(folder, "siti", PASSWORDS["siti"], clock=clock)
    usual, flash = backup.places(folder, config.load(folder))
    assert bootstrap.back_up(folder, entered.office, entered.key).parent == usual == folder / "backups"
    with pytest.raises(backup.NoPlace, match="Plug the disk in"):
        bootstrap.back_up(folder, entered.office, entered.key, place=flash)
    flash.mkdir()
    with pytest.raises(backup.Stopped):
        bootstrap.back_up(folder, entered.office, entered.key, place=flash, progress=lambda share: False)
    made = bootstrap.back_up(folder, entered.office, entered.key, place=flash)
    entered.office.close()
    assert backup.check(made, entered.key) > 0
    assert backup.newest(folder, config.load(folder)) is not None
