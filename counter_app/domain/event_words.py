"""The words that people read for what the journal keeps."""

from __future__ import annotations

from counter_app.i18n import _


def event_words(area: str, event: str) -> str:
    """Return what happened to something of an area (application, blangko, ticket ...), in words."""
    words = {
        "application": _application,
        "blangko": _blangko,
        "ticket": _ticket,
        "batch": _batch,
    }.get(area, _office)()
    return words.get(event) or words.get(f"{area}.{event}") or event


def how_words(how: str) -> str:
    """Return how a password came about, in words."""
    return {
        "own": _("own, with the old one"),
        "reset": _("a new one for a colleague"),
        "first": _("the first one"),
        "recovery": _("with the recovery key"),
    }.get(how, how)


def _application() -> dict[str, str]:
    return {
        "opened": _("Opened"),
        "requirements_marked": _("Papers checked"),
        "requirement_to_follow": _("One photocopy may follow"),
        "returned": _("Returned with the slip"),
        "accepted": _("Accepted complete"),
        "step_completed": _("Step done"),
        "step_signed": _("Signed"),
        "forwarded": _("Sent to the agency"),
        "sent_back": _("Sent back"),
        "citizen_came": _("The citizen came"),
        "handed_over": _("Handed over"),
        "closed": _("Closed"),
        "move_undone": _("Undone"),
        "corrected": _("Corrected"),
        "responsibility_passed": _("Passed on"),
        "responsibility_accepted": _("Taken over"),
        "assigned": _("Assigned"),
        "set_aside": _("Set aside from the line"),
        "put_back": _("Put back in the line"),
        "nik_revealed": _("Whole NIK shown"),
        "paper_printed": _("Printed"),
        "paper_failed": _("Did not print"),
        "person_shown": _("Copy of personal data drawn"),
        "imported": _("Imported from an old register"),
        "import_undone": _("Import undone"),
    }


def _blangko() -> dict[str, str]:
    return {
        "received": _("Delivery of blank stock booked"),
        "spoiled": _("Blank stock spoiled"),
        "counted": _("Stock-taking"),
        "expected": _("Delivery announced"),
        "destroyed": _("Cards destroyed"),
        "destruction_shown": _("Record of destroyed cards drawn with whole NIKs"),
    }


def _ticket() -> dict[str, str]:
    return {
        "issued": _("Ticket issued"),
        "called": _("Ticket called"),
        "skipped": _("Ticket skipped"),
        "requeued": _("Ticket back in the queue"),
        "finished": _("Ticket served"),
        "arrived": _("Citizen at the desk"),
        "parked": _("Ticket put aside"),
        "transferred": _("Ticket passed to another queue"),
        "handed_on": _("Ticket left to a colleague"),
        "also": _("Ticket for more than one queue"),
        "went_on": _("Ticket served, goes on to its next queue"),
        "left_open": _("Ticket left open overnight"),
    }


def _batch() -> dict[str, str]:
    return {
        "forwarded": _("List sent to the agency"),
        "received": _("Files back from the agency"),
        "receipt_undone": _("Return from the agency undone"),
        "shown": _("List drawn with whole NIKs"),
        "forwarding_undone": _("Taken off the list to the agency"),
    }


def _office() -> dict[str, str]:
    return {
        "absence.recorded": _("Absence recorded"),
        "absence.ended": _("Absence ended"),
        "disruption.began": _("Disruption began"),
        "disruption.ended": _("Disruption ended"),
        "office.founded": _("Office founded"),
        "office.emblem_set": _("Emblem changed"),
        "office.changed": _("Settings changed"),
        "official.set": _("Official entered or changed"),
        "official.retired": _("Official no longer signs"),
        "counter.opened": _("Counter opened"),
        "counter.paused": _("Counter on a break"),
        "counter.closed": _("Counter closed"),
        "staff.set": _("Member of staff entered or changed"),
        "staff.retired": _("Member of staff left"),
        "staff.password_set": _("Password set"),
        "service.changed": _("Service changed"),
        "retention.closed": _("Old applications closed to reading"),
        "retention.reopened": _("Old applications opened to reading again"),
        "clock.confirmed": _("Clock confirmed"),
        "day.closed": _("Day closed"),
        "day.closing_voided": _("Closing of a clock ahead voided"),
        "export.made": _("List with whole NIKs exported"),
        "import.made": _("Old register imported"),
        "import.undone": _("Import of an old register undone"),
        "restore.made": _("Backup restored"),
        "letters.lost": _("Letter numbers that a restore gave up kept as given"),
        "restore.salvaged": _("Damaged data salvaged"),
        "key.changed": _("Key changed"),
    }
