"""Commands of the blangko ledger: receive, spoil, count, expect, destroy."""

from __future__ import annotations

import datetime as dt

from counter_app.domain import blangko, life
from counter_app.domain import events as e
from counter_app.domain.application import Application
from counter_app.domain.errors import UserError
from counter_app.domain.reason import reason
from counter_app.domain.words import step_label
from counter_app.i18n import _
from counter_app.office.desk import Desk
from counter_app.office.drawer import new_serial
from counter_app.office.office import CLERKS, SUPERVISORS, Changes, Command, handles
from counter_app.storage.indexes import SPOILED, WITHDRAWN


class ReceiveBlangko(Command, frozen=True):
    """Book a delivery of blank stock in, with its letter and serial range."""

    kind: str
    quantity: int
    letter: str = ""
    sender: str = ""
    serial_from: str = ""
    serial_to: str = ""


class SpoilBlangko(Command, frozen=True):
    """Book blank stock as spoiled; the printed card of an open file takes it back to printing."""

    kind: str
    quantity: int
    reason: str
    application: str = ""
    serial: str = ""


class CountBlangko(Command, frozen=True):
    """Book a stock-taking by two people; the ledger moves by the difference."""

    kind: str
    counted: int
    reason: str
    second: str = ""


class ExpectBlangko(Command, frozen=True):
    """Note an announced delivery; the forecasts count on it until its date."""

    kind: str
    quantity: int
    on: dt.date


class DestroyCards(Command, frozen=True):
    """Record that withdrawn and spoiled cards were destroyed before witnesses."""

    method: str
    letter: str = ""
    witnesses: list[str] = []


class NothingToDestroy(UserError):
    """No withdrawn or spoiled card waits."""

    def __init__(self) -> None:
        super().__init__(_("No withdrawn or spoiled card waits to be destroyed."))


@handles(ReceiveBlangko, CLERKS)
def receive_blangko(cmd: ReceiveBlangko, desk: Desk) -> Changes:
    event = e.BlangkoReceived(
        kind=blangko.known_kind(cmd.kind),
        quantity=blangko.quantity(cmd.quantity),
        letter=cmd.letter.strip(),
        sender=cmd.sender.strip(),
        serial_from=cmd.serial_from.strip(),
        serial_to=cmd.serial_to.strip(),
    )
    return _booked(desk, event, "delivery", warnings=_range_doubt(event))


def _range_doubt(event: e.BlangkoReceived) -> list[str]:
    """Warn when the serial range does not hold as many as the letter says."""
    held = blangko.held(event.serial_from, event.serial_to)
    if held is None or held == event.quantity:
        return []
    return [
        _("The serial range holds {held}, but {quantity} were booked. Compare with the letter.").format(
            held=held, quantity=event.quantity
        )
    ]


@handles(SpoilBlangko, CLERKS)
def spoil_blangko(cmd: SpoilBlangko, desk: Desk) -> Changes:
    kind, serial = blangko.known_kind(cmd.kind), cmd.serial.strip()
    blangko.quantity(cmd.quantity)
    app = desk.application(cmd.application) if cmd.application else None
    if app is not None and cmd.quantity == 1 and (step := app.printed_at(kind, serial)):
        return _printed_again(app, step, cmd, desk)
    blangko.take(kind, cmd.quantity, desk.stock(kind))
    blangko.one_piece(serial, cmd.quantity)
    new_serial(kind, serial, desk)
    event = e.BlangkoSpoiled2(
        kind=kind,
        quantity=cmd.quantity,
        reason=reason(cmd.reason),
        application=cmd.application,
        serial=serial,
    )
    return _booked(desk, event, "spoiling")


def _printed_again(app: Application, step: str, cmd: SpoilBlangko, desk: Desk) -> Changes:
    """Take a file back to printing: its card no longer serves, and counts as spoiled."""
    event = life.send_back(app, step, reason(cmd.reason), citizen_needed=False)
    told = _("The card of {name} is spoiled: {number} goes back to '{step}'.")
    if app.state == "ready":
        told = _("{number} was ready and goes back to '{step}': its card is spoiled. Tell {name}.")
    words = told.format(name=app.applicant.name, number=app.number, step=step_label(step))
    return Changes([(f"application/{app.number}", event)], {"spoiling": app.number}, [words])


@handles(CountBlangko, SUPERVISORS)
def count_blangko(cmd: CountBlangko, desk: Desk) -> Changes:
    kind = blangko.known_kind(cmd.kind)
    event = blangko.count(kind, cmd.counted, desk.stock(kind), cmd.reason, cmd.second)
    return _booked(desk, event, "count")


@handles(ExpectBlangko, SUPERVISORS)
def expect_blangko(cmd: ExpectBlangko, desk: Desk) -> Changes:
    return _booked(desk, blangko.expect(cmd.kind, cmd.quantity, cmd.on, desk.today), "expected")


@handles(DestroyCards, SUPERVISORS)
def destroy_cards(cmd: DestroyCards, desk: Desk) -> Changes:
    since = desk.value("SELECT max(at) FROM destroyed") or 0
    waiting = desk.value(
        f"SELECT EXISTS (SELECT 1 FROM application WHERE {WITHDRAWN} AND withdrawn_at > ?1) "
        f"OR EXISTS (SELECT 1 FROM blangko_move WHERE {SPOILED} AND at > ?1)",
        since,
    )
    if not waiting:
        raise NothingToDestroy
    event = e.CardsDestroyed(
        method=reason(cmd.method),
        letter=cmd.letter.strip(),
        witnesses=[w.strip() for w in cmd.witnesses if w.strip()],
    )
    return _booked(desk, event, "record")


def _booked(desk: Desk, event: e.Event, name: str, warnings: list[str] | None = None) -> Changes:
    """Return the change that opens a stream of its own for one line of the ledger."""
    id = f"{desk.code}-{desk.next_seq()}"
    return Changes([(f"blangko/{id}", event)], {name: id}, warnings or [])
