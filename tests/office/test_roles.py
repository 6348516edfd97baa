"""Who may do and ask what: the whole registry against one table."""

from dataclasses import replace

import msgspec
import pytest
from stories import STAFF, staff

from counter_app.office import office
from counter_app.office.desk import Staff
from counter_app.office.office import NotAllowed, commands, questions

CLERK = "clerk supervisor"
READ = "clerk supervisor camat"
ALL = "clerk supervisor camat admin"
COMMANDS = {
    "accept_application": CLERK,
    "accept_responsibility": CLERK,
    "assign_application": "supervisor",
    "call_next": CLERK,
    "call_ticket": CLERK,
    "change_application_service": CLERK,
    "change_service": "supervisor",
    "change_settings": "supervisor admin",
    "citizen_came": CLERK,
    "close_application": CLERK,
    "complete_step": CLERK,
    "confirm_clock": "supervisor",
    "correct_application": CLERK,
    "count_blangko": "supervisor",
    "destroy_cards": "supervisor",
    "did_not_print": CLERK,
    "end_absence": "supervisor camat",
    "end_disruption": "supervisor",
    "expect_blangko": "supervisor",
    "finish_ticket": CLERK,
    "forward_applications": CLERK,
    "hand_over_application": CLERK,
    "issue_ticket": CLERK,
    "let_follow": "supervisor",
    "mark_requirements": CLERK,
    "open_application": CLERK,
    "pass_on_application": CLERK,
    "put_back": CLERK,
    "receive_batch": CLERK,
    "receive_blangko": CLERK,
    "record_absence": "supervisor camat",
    "record_disruption": "supervisor",
    "record_export": "supervisor",
    "record_paper": CLERK,
    "requeue_ticket": CLERK,
    "retire_official": "supervisor admin",
    "retire_staff": "supervisor admin",
    "return_application": CLERK,
    "reveal_nik": READ,
    "send_back_application": CLERK,
    "set_aside": CLERK,
    "set_official": "supervisor admin",
    "set_staff": "supervisor admin",
    "sign_applications": READ,
    "skip_ticket": CLERK,
    "spoil_blangko": CLERK,
    "undo": CLERK,
}
QUESTIONS = {
    "absences": READ,
    "application": READ,
    "applications": READ,
    "audit": "supervisor",
    "blangko": READ,
    "call_list": READ,
    "citizen": READ,
    "collection_book": READ,
    "daily_report": "supervisor camat",
    "dashboard": READ,
    "day": "supervisor camat",
    "delay": "supervisor camat",
    "destruction": READ,
    "disruptions": READ,
    "handover": READ,
    "identity": READ,
    "leaflet": READ,
    "initials": READ,
    "kelurahan": ALL,
    "ledger": READ,
    "line": READ,
    "manifest": READ,
    "office_days": READ,
    "office_settings": ALL,
    "officials": ALL,
    "promise": READ,
    "queue": READ,
    "quick_slip": READ,
    "recap": "supervisor camat",
    "recap_report": "supervisor camat",
    "receipt": READ,
    "register": "supervisor camat",
    "register_report": "supervisor camat",
    "requirements": READ,
    "service_definition": ALL,
    "services": ALL,
    "signing_batch": READ,
    "signing_folder": READ,
    "slip": READ,
    "staff_list": ALL,
    "stalls": READ,
    "ticket": READ,
    "views": READ,
    "whole_register": "supervisor",
}
TABLE = {**COMMANDS, **QUESTIONS}


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
