"""The few facts that the counter asks for over its screen: a note, a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from counter_app.i18n import _
from counter_app.ui.errand.desk import ErrandDesk
from counter_app.ui.errand.draft import Draft, Paper
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.workplace import Workplace


def note(over: QWidget, draft: Draft, paper: Paper, done: Callable[[], None]) -> None:
    """Ask for a note on one paper."""

    def write(values: Values, prompt: Prompt) -> None:
        prompt.leave()
        draft.notes[paper.id] = values["note"]
        done()

    asks = [Ask("note", _("&Note"), value=draft.notes.get(paper.id, ""), needed=False)]
    Prompt(over, paper.label, asks, write, accept=_("Write down"))


def follow(over: QWidget, place: Workplace, desk: ErrandDesk, paper: Paper, done: Callable[[], None]) -> None:
    """Ask a supervisor why one photocopy may come at hand-over."""
    if not place.may("supervisor"):
        place.refuse(_("Only a supervisor may let a paper follow. Ask one to sign in here."))
        return

    def let(values: Values, prompt: Prompt) -> None:
        desk.let_follow(paper.id, values["reason"], prompt, done)

    title = _("{paper} may follow at hand-over").format(paper=paper.label)
    Prompt(over, title, [Ask("reason", _("&Reason"))], let, accept=_("Let it follow"))


def undo(over: QWidget, desk: ErrandDesk, number: str, done: Callable[[Draft], None]) -> None:
    """Ask why the end of an errand is taken back."""

    def take_back(values: Values, prompt: Prompt) -> None:
        desk.undo(number, values["reason"], prompt, done)

    title = _("Undo the last act on {number}").format(number=number)
    Prompt(over, title, [Ask("reason", _("&Reason"))], take_back, accept=_("Undo"))


def give_up(over: QWidget, desk: ErrandDesk, draft: Draft, done: Callable[[], None]) -> None:
    """Ask why an errand ends without a product."""

    def close(values: Values, prompt: Prompt) -> None:
        desk.give_up(draft, values["reason"], prompt, done)

    title = _("Give up {number}").format(number=draft.application)
    Prompt(over, title, [Ask("reason", _("&Reason"))], close, accept=_("Close it"), kind="danger")
