"""The right side of the counter: the checklist, the promise, the two ways out, and how it ended."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from counter_app.i18n import _, long_date, ngettext
from counter_app.ui import theme
from counter_app.ui.errand.checklist import Checklist
from counter_app.ui.errand.draft import Draft
from counter_app.ui.errand.flow import Ended
from counter_app.ui.parts.blocks import Block, Card, Chip, Empty, button, column, heading, row, text
from counter_app.ui.states import moment


class PapersSide(QStackedWidget):
    """Shows the checklist of one draft, or how the errand ended."""

    def __init__(self) -> None:
        super().__init__()
        self.counted = Chip()
        self.checklist = Checklist()
        self.empty = Empty("clipboard-text-outline", _("Choose the service"), _("Its papers appear here."))
        self.all_here = button(_("All here"), "link", key="F10", icon="check-all")
        self.promise = text("", "soft", wrap=True)
        self.deposited = QCheckBox(_("What is here stays &with us"))
        self.return_ = button(_("Return + print what is missing"), "caution", key="F7")
        self.accept = button(_("Accept"), "accept", key="F8")
        self.accept_more = button(_("Accept, next file of this visit"), "quiet", key="Shift+F8")
        self.addWidget(self._work_page())
        self.ended = EndedCard()
        self.addWidget(self.ended)

    def _work_page(self) -> QWidget:
        card = Card()
        card.body.setSpacing(theme.SMALL_GAP)
        card.add(row(heading(_("Papers")), None, self.all_here, self.counted))
        self.lists = QStackedWidget()
        self.lists.addWidget(self.empty)
        self.lists.addWidget(self.checklist)
        card.body.addWidget(self.lists, 1)
        ways = row(self.return_, self.accept)
        ways.setStretch(0, 1)
        card.add(self.promise, self.deposited, ways, self.accept_more)
        return card

    def show_draft(self, draft: Draft, *, quick: bool = False) -> None:
        """Show the papers of ``draft``."""
        self.setCurrentIndex(0)
        self.lists.setCurrentIndex(1 if draft.papers else 0)
        self.checklist.show_draft(draft)
        self.show_count(draft, quick=quick)

    def show_count(self, draft: Draft, *, quick: bool = False) -> None:
        """Show how many of the needed papers are here, and which way out is open."""
        here, wanted = draft.wanted - draft.lacking, draft.wanted
        complete = wanted > 0 and draft.lacking == 0
        if draft.papers:
            words = _("{here} of {wanted}").format(here=here, wanted=wanted)
            icon = "check-circle" if complete else "clipboard-alert-outline"
            self.counted.say(words, "ok" if complete else "warning", icon)
        else:
            self.counted.say("")
        self.all_here.setVisible(bool(draft.papers) and not complete)
        self.return_.setEnabled(bool(draft.papers) and not complete)
        self.accept.setEnabled((quick and bool(draft.papers)) or complete)
        self.accept_more.setEnabled(complete)
        self.deposited.setVisible(bool(draft.papers) and not complete and not quick)

    def show_quick(self, quick: bool) -> None:
        """Name the two ways out of a quick check: slip and leaflet."""
        first = _("Print what is missing") if quick else _("Return + print what is missing")
        second = _("Print the leaflet") if quick else _("Accept")
        for shown, words, key in ((self.return_, first, "F7"), (self.accept, second, "F8")):
            shown.setText(f"{words}   {key}")
            shown.setAccessibleName(words)
            shown.setShortcut(key)
        self.accept_more.setVisible(not quick)

    def show_promise(self, found: dict[str, Any] | None) -> None:
        """Say what the citizen can be told if the file is accepted now."""
        self.promise.setText(promise_words(found) if found else "")


class EndedCard(Card):
    """How it ended: the number large, when to come back, what goes on."""

    def __init__(self) -> None:
        super().__init__(gap=theme.GAP)
        self.status = Chip()
        self.number = text("", "figure")
        self.who = text("", "soft", wrap=True)
        self.message = Block()
        self.paper = text("", "soft", wrap=True)
        self.next = button(_("Next citizen"), "primary", key="F2")
        self.more = button(_("Another file of this visit"), key="F6")
        self.again = button(_("Print again"), "quiet", icon="printer-outline", tip=_("A copy, marked as one"))
        self.jammed = button(
            _("Did not come out"),
            "quiet",
            icon="printer-alert",
            tip=_("Print it again as it was: the last one did not come out of the printer"),
        )
        self.undo = button(_("Undo"), "quiet", key="Ctrl+Z", icon="undo")
        self.add(row(self.status, None), self.number, self.who, self.message, self.paper)
        self.body.addStretch()
        self.add(row(self.again, self.jammed, None), row(self.undo, None), column(self.more, self.next))

    def show_end(self, ended: Ended, *, printed: str) -> None:
        """Show the end of one errand."""
        view = ended.view
        self.number.setText(view["application"])
        self.who.setText(f"{view['name']} · {view['label']}")
        if ended.accepted:
            self.status.say(_("Accepted"), "ok", "check-circle")
            self.message.say(_("Done by {day}").format(day=_day(view["due"])), _expected(view), "ok")
        else:
            self.status.say(_("Returned"), "warning", "keyboard-return")
            lacking = [r["label"] for r in view["requirements"] if r["needed"] and r["mark"] != "present"]
            words = ngettext("{n} paper is missing", "{n} papers are missing", len(lacking))
            self.message.say(words.format(n=len(lacking)), "\n".join(lacking), "warning")
        self.paper.setText(printed)
        self.next.setFocus()


def promise_words(found: dict[str, Any]) -> str:
    """Return deadline and forecast in one sentence."""
    due = _("If complete today, done by {day}.").format(day=_day(found["due"]))
    return f"{due} {_expected(found)}".strip()


def _expected(found: dict[str, Any]) -> str:
    """Return the honest forecast, where it says something else than the deadline."""
    due, expected = found["due"], found.get("expected")
    if expected and due and expected[:10] <= due[:10]:
        return ""
    rank = found.get("rank")
    if expected:
        return _("By what is known today rather {day}.").format(day=_day(expected))
    if rank and rank > 1:
        return _("Nobody can say yet: number {rank} in the line for blank cards.").format(rank=rank)
    return _("Nobody can say yet when.") if due else ""


def _day(iso: str | None) -> str:
    found = moment(iso)
    return long_date(found.date()) if found else "-"
