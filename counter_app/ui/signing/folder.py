"""The folder: what waits for a signature or for initials, who signs, what came back signed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton

from counter_app.i18n import _, ngettext, number
from counter_app.office.commands.process import CompleteStep
from counter_app.office.commands.signing import SignApplications
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.signing import Initials, SigningFolder
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Card, Empty, button, heading, row, text
from counter_app.ui.parts.fields import combo
from counter_app.ui.parts.table import Column
from counter_app.ui.signing.ticks import BOX, TickRows, TickTable
from counter_app.ui.signing.words import Row, Signer, may_sign, signer, still_status, who_may
from counter_app.ui.states import day_words, working_days
from counter_app.ui.workplace import Workplace


class FolderPart(Card):
    """Two lists in one place: signatures and initials."""

    changed = Signal()  # another signer was chosen

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._ops = place, place.ops
        self._clerk = place.may("clerk", "supervisor")
        self.initials = False  # which list shows
        self.officials: dict[str, Row] = {}
        self.choices: list[Signer] = []
        self.title = heading("")
        self.signatures_pill = _pill(_("Signatures"), "Alt+1")
        self.initials_pill = _pill(_("Initials"), "Alt+2")
        self.signer = combo([])
        self.signer_label = text(_("Signed &by"), "soft")
        self.empty = Empty("fountain-pen-tip", "")
        self.rows = TickRows(_columns({}, initials=False)[1:])
        self.table = TickTable(self.rows, self.empty, name=_("What waits for a signature"))
        self.counted = text("", "soft", wrap=True)
        self.sheet = button(_("Batch sheet"), key="F6", icon="printer-outline")
        self.signed = button(_("Came back signed"), "accept", key="F8", icon="check-all")
        self.initialled = button(_("Initialled"), "accept", key="F8", icon="check-all")
        self._build()

    def _build(self) -> None:
        self.body.setContentsMargins(6, theme.GAP, 6, theme.GAP)
        self.signer_label.setBuddy(self.signer)
        self.signer.setAccessibleName(_("Signed by"))
        self.signer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.signer.setMinimumContentsLength(20)
        self.signer.setPlaceholderText(_("Nobody is here to sign"))
        head = row(self.signatures_pill, self.initials_pill, None, self.signer_label, self.signer)
        head.setStretch(4, 2)
        head.setStretch(2, 1)
        foot = row(self.counted, self.sheet, self.signed, self.initialled)
        foot.setStretch(0, 1)
        for line in (head, foot):
            line.setContentsMargins(10, 0, 10, 0)
        self.add(head, self.table, foot)
        self.body.setStretchFactor(self.table, 1)
        self.signatures_pill.setChecked(True)
        self.initialled.hide()
        self.signatures_pill.clicked.connect(partial(self.turn, initials=False))
        self.initials_pill.clicked.connect(partial(self.turn, initials=True))
        self.rows.wanted.connect(self._on_wanted)
        self.rows.ticks_changed.connect(self._show_count)
        self.rows.open_to = self._may_tick
        self.table.all_wanted.connect(self._on_all)
        self.signer.activated.connect(self._on_signer)
        self.sheet.clicked.connect(self._on_sheet)
        self.signed.clicked.connect(self._on_signed)
        self.initialled.clicked.connect(self._on_initialled)

    @property
    def chosen(self) -> Signer | None:
        """Who signs, as chosen at the head."""
        at = self.signer.currentIndex()
        return self.choices[at] if 0 <= at < len(self.choices) else None

    def refresh(self) -> None:
        """Ask for the list anew."""
        self.rows.restart()

    def show_officials(self, officials: list[Row], who: list[Row]) -> None:
        """Offer who can sign now; who was chosen stays chosen."""
        before = self.chosen
        self.officials = {one["id"]: one for one in officials}
        self.choices = [signer(one) for one in who]
        self.signer.clear()
        for choice in self.choices:
            self.signer.addItem(choice.words)
        same = [n for n, one in enumerate(self.choices) if before and one[:2] == before[:2]]
        self.signer.setCurrentIndex(same[0] if same else 0)
        if before and not same:  # what was ticked was signed by somebody else
            self.rows.clear()
        self.table.viewport().update()

    def pick(self, application: str) -> None:
        """Make the row of an application the current one, however far down it stands."""
        if self.initials:
            self.turn(initials=False)
        find = partial(self._pick, application)
        self._ops.ask(SigningFolder(), self, find, key="pick")

    def _pick(self, application: str, rows: list[Row]) -> None:
        numbers = [one["application"] for one in rows]
        if application in numbers:
            self.table.pick(application)
            self.rows.restart(numbers.index(application) + 1)

    def turn(self, *_clicked: bool, initials: bool) -> None:
        """Show the other list from its head."""
        self.initials = initials
        self.signatures_pill.setChecked(not initials)
        self.initials_pill.setChecked(initials)
        for part in (self.signer, self.signer_label, self.sheet, self.signed):
            part.setVisible(not initials)
        self.initialled.setVisible(initials and self._clerk)
        self.rows.clear()
        self.table.from_top()
        self.rows.begin()
        self.table.setFocus()

    def _may_tick(self, one: Row) -> bool:
        return "may" not in one or may_sign(one, self.chosen)  # whoever initials is not chosen

    def _on_wanted(self, offset: int, limit: int) -> None:
        kind = Initials if self.initials else SigningFolder
        show = partial(self._show, self.initials, offset, limit)
        self._ops.ask(kind(offset=offset, limit=limit), self, show, key="list")

    def _show(self, initials: bool, offset: int, limit: int, rows: list[Row]) -> None:
        if initials:
            self.empty.say(_("Nothing waits for initials."))
        else:
            self.empty.say(_("Nothing waits for a signature."), _("Files come here by themselves, in order."))
        self.rows.take(offset, rows, limit, _columns(self.officials, initials=initials))
        if offset == 0 and len(rows) < limit:
            self.rows.keep_listed()
        self._show_count()

    def _show_count(self) -> None:
        ticked = len(self.rows.ticked)
        words = ngettext("{n} file ticked", "{n} files ticked", ticked).format(n=number(ticked))
        self.counted.setText(words if ticked else _("Space ticks, Ctrl+A ticks all"))

    def _on_signer(self) -> None:
        self.rows.clear()
        self.changed.emit()

    def _on_all(self) -> None:
        kind = Initials if self.initials else SigningFolder
        self._ops.ask(kind(limit=None), self, self._tick_all, key="all")

    def _tick_all(self, rows: list[Row]) -> None:
        open_ = [one for one in rows if self._may_tick(one)]
        every = all(one["application"] in self.rows.ticked for one in open_)
        self.rows.tick(open_, on=not every)

    def _on_sheet(self) -> None:
        if self.chosen:
            self._place.papers.print("batch", self.chosen.official)
            words = _("The batch sheet for {name} is being printed.")
            self._place.say(words.format(name=self.chosen.name))

    def _on_signed(self) -> None:
        if not self._some_ticked():
            return
        official, form = (self.chosen.official, self.chosen.form) if self.chosen else ("", "")
        command = SignApplications(
            applications=list(self.rows.ticked),
            official=official,
            form=form or None,  # type: ignore[arg-type]
        )
        self._ops.run(command, self, partial(self._done, len(self.rows.ticked)))

    def _on_initialled(self) -> None:
        if self._some_ticked():
            steps = [(number, one["step"]) for number, one in self.rows.ticked.items()]
            self._ops.write(partial(_initial, steps), self, partial(self._done, len(steps)))

    def _some_ticked(self) -> bool:
        if not self.rows.ticked:
            self._place.say(_("Tick with Space what came back, then press F8."), "accent")
        return bool(self.rows.ticked)

    def _done(self, many: int, _told: Any) -> None:
        if self.initials:
            words = ngettext("{n} file initialled.", "{n} files initialled.", many)
        else:
            words = ngettext("{n} file signed by {name}.", "{n} files signed by {name}.", many)
        name = self.chosen.name.removesuffix(".") if self.chosen else ""  # M.Si. ends the sentence
        self.rows.clear()
        self._place.say(words.format(n=number(many), name=name))


def _initial(steps: list[tuple[str, str]], office: Office, staff: Staff) -> None:
    for application, step in steps:
        office.run(CompleteStep(application=application, step=step), staff)


def _pill(words: str, key: str) -> QPushButton:
    found = button(words, "pill", key=key)
    found.setCheckable(True)
    return found


def _columns(officials: dict[str, Row], *, initials: bool) -> list[Column]:
    found = [
        BOX,
        Column(_("Application no."), lambda one: one["application"], 0, least=17),
        Column(_("Name"), lambda one: one["name"], 2.0, least=8),
        Column(_("Service"), lambda one: one["label"], 1.6, least=7),
        Column(_("Days"), lambda one: number(one["working_days"]), 0, least=4, right=True, tip=_waited),
    ]
    if not initials:
        found.append(Column(_("May sign"), lambda one: who_may(one, officials), 0.8, least=10))
        found.append(Column(_("Stands still"), still_status, 0, least=15))
    found.append(Column(_("Since"), lambda one: day_words(one["since"]), 0, least=7, tip=_waited))
    return found


def _waited(one: Row) -> str:
    return f"{day_words(one['since'])} · {working_days(one['working_days'])}"
