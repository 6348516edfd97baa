"""Who may do and ask what: the whole registry against one table."""

from dataclasses import replace

import msgspec
import pytest
from roles import COMMANDS, QUESTIONS, TABLE
from stories import STAFF, staff

from counter_app.office import office
from counter_app.office.desk import Staff
from counter_app.office.office import NotAllowed, commands, questions

ROLES = ("clerk", "supervisor", "camat", "admin", "", "tamu")


class Through(Exception):
    """The role was let through the door."""


def through(_asked, _desk):
    """Do what lies behind a door whose handler is of no interest here."""
    raise Through


def opens(desk, door, role):
    """Tell whether the door lets ``role`` through: only the refusal and the handler itself may answer."""
    nothing = door.kind(**{field.name: None for field in msgspec.structs.fields(door.kind) if field.required})
    try:
        (desk.office.run if door.name in commands else desk.office.ask)(nothing, Staff("x", role))
    except NotAllowed:
        return False
    except Through:
        return True
    raise AssertionError(door.name)


def test_the_table_names_every_command_and_question():
    assert set(COMMANDS) == set(commands)
    assert set(QUESTIONS) == set(questions)


@pytest.mark.parametrize("name", TABLE)
def test_a_door_opens_only_to_its_roles(desk, monkeypatch, name):
    door = replace({**commands, **questions}[name], work=through)
    monkeypatch.setitem(office._doors, door.kind, door)
    assert {role for role in ROLES if opens(desk, door, role)} == set(TABLE[name].split())


def test_the_refusal_names_who_may(desk):
    with pytest.raises(NotAllowed, match=r"Counter clerk may not do this. Ask: Supervisor\."):
        desk.run("count_blangko", by="ani", kind="ktp_el", counted=1, reason="x")


def test_nothing_is_written_for_who_may_not(desk):
    before = desk.entries()
    with pytest.raises(NotAllowed):
        desk.run("record_disruption", by="ani", what="siak")
    assert desk.entries() == before


def test_every_role_has_somebody():
    assert {staff(id).role for id in STAFF} == {"clerk", "supervisor", "camat", "admin"}
