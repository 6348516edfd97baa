"""Settings: whether the data are whole and shown as they were written; folding the journal again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from counter_app.care import checking
from counter_app.care.checking import Checked, Told
from counter_app.care.words import part_words
from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import N_, _, date_text, listing, ngettext, number, time_text
from counter_app.storage import database
from counter_app.storage.backup import DATABASE
from counter_app.storage.projections import TOPICS
from counter_app.storage.watching import Stopped
from counter_app.ui.parts.blocks import Block, button, row, text
from counter_app.ui.parts.working import Working
from counter_app.ui.settings.section import COUNTER, Section
from counter_app.ui.workplace import Workplace


class DataSection(Section):
    """Two acts, one at a time, that go on while others work and whatever screen is seen."""

    name = "data"
    label = N_("Data check")
    icon = "database-check-outline"
    lead = N_("Whether everything that was written is there, unchanged, and shown as it was written.")
    group = COUNTER

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.check = button(_("Check now"), "accept", key="F9", icon="database-search-outline")
        self.fold = button(_("&Fold again"), icon="refresh")
        self.checking = Working(self.ops, _("Check of the data"), self.check)
        self.folding = Working(self.ops, _("Folding again"), self.fold)
        self.result = Block()
        self.mend = button(_("Fold again &now"), "primary", icon="refresh")
        self.ways = button(_("Ways &on ..."), "primary", icon="arrow-right")
        self._error: DataDamaged | None = None
        self._build()
        self._listen()

    def _build(self) -> None:
        self.acts = row(self.mend, self.ways, None)
        self.result.add(self.acts)
        self.result.hide()
        self.body.addWidget(_act(_("Check the data"), _check_words(), self.check, self.checking))
        self.body.addWidget(self.result)
        self.body.addWidget(_act(_("Fold the journal again"), _fold_words(), self.fold, self.folding))
        self.body.addWidget(text(_meanwhile_words(), "hint", wrap=True))
        self.body.addStretch()

    def _listen(self) -> None:
        self.check.clicked.connect(self._on_check)
        self.fold.clicked.connect(self._on_fold)
        self.mend.clicked.connect(self._on_fold)
        self.ways.clicked.connect(self._on_ways)

    def begin(self) -> None:
        """Begin at the act that changes nothing."""
        self.check.setFocus()

    def _on_check(self) -> None:
        self.result.hide()
        self.checking.begin()
        self._start(partial(_checked, self._told), self._on_checked, self._on_not_checked)

    def _on_fold(self) -> None:
        if self.mend.hasFocus():
            self.fold.setFocus()
        self.folding.begin()
        self._start(partial(_folded, self.folding.tell), self._on_folded, self._on_not_folded)

    def _told(self, part: str, share: float) -> bool:
        return self.checking.tell(part_words(part), share)

    def _start(
        self,
        work: Callable[[Path, bytes], Any],
        done: Callable[[Any], None],
        refused: Callable[[UserError], None],
    ) -> None:
        """Work on the lane for what takes minutes: reports and the day's backup don't wait for it."""
        self.notice.clear()
        self._allow(False)
        folder, key = self.place.folder, self.place.key
        self.ops.start(self.ops.lanes.playing, lambda: work(folder, key), self, done, refused)

    def _allow(self, on: bool) -> None:
        for act in (self.check, self.fold, self.mend, self.ways):
            act.setEnabled(on)

    def _on_checked(self, found: Checked) -> None:
        self._end(self.checking)
        if found.found:
            self._show_damage(checking.Damaged(found.found))
        elif found.differing:
            title, detail = _differing_words(found)
            self._show(title, f"{detail} {self._when()}", "warning")
        else:
            self._show(_("Everything is whole"), f"{_whole_words(found)} {self._when()}", "ok")

    def _on_not_checked(self, error: UserError) -> None:
        if isinstance(error, DataDamaged):
            self._end(self.checking)
            self._show_damage(error)
        else:
            self._refuse(self.checking, error, str(error))

    def _on_folded(self, entries: int) -> None:
        words = ngettext("{n} entry folded again.", "{n} entries folded again.", entries)
        self._end(self.folding, f"{words.format(n=number(entries))} {self._when()}")
        self.result.hide()
        self.ops.changed.emit(TOPICS)
        self._tell_elsewhere(_("The journal was folded again; the screens show what it says."), "ok")

    def _on_not_folded(self, error: UserError) -> None:
        stopped = _("Stopped. Nothing is lost, and what was put right stays.")
        self._refuse(self.folding, error, stopped)

    def _refuse(self, working: Working, error: UserError, stopped: str) -> None:
        self._end(working, stopped if isinstance(error, Stopped) else "")
        if not isinstance(error, Stopped):
            self.refuse(error)

    def _end(self, working: Working, words: str = "") -> None:
        self._allow(True)
        working.end(words)

    def _show_damage(self, error: DataDamaged) -> None:
        self._error = error
        self._show(_("The data are damaged"), f"{error} {_stop_words()} {self._when()}", "bad")

    def _show(self, title: str, detail: str, tone: str) -> None:
        self.result.say(title, detail, tone)
        self.mend.setVisible(tone == "warning")
        self.ways.setVisible(tone == "bad")
        if tone == "ok":  # nothing to do: no room for a button
            self.acts.setContentsMargins(0, 0, 0, 0)
        else:
            self.acts.setContentsMargins(0, 6, 0, 2)
        self.result.show()
        self._tell_elsewhere(
            _("The data were checked. {found}: see Settings, Data check.").format(found=title), tone
        )

    def _tell_elsewhere(self, words: str, tone: str) -> None:
        """Say it to somebody who went to another screen meanwhile."""
        if not self.isVisible():
            self.place.say(words, tone)

    def _on_ways(self) -> None:
        if self._error is not None:
            self.place.damaged.emit(self._error)

    def _when(self) -> str:
        now = self.place.now()
        return _("Done on {day} at {time}.").format(day=date_text(now.date()), time=time_text(now))


def _checked(told: Told, folder: Path, key: bytes) -> Checked:
    with closing(database.connect(folder / DATABASE, key)) as db:
        return checking.check(db, folder, key, told, deep=True)


def _folded(told: Told, folder: Path, key: bytes) -> int:
    words = _("The journal is folded again")
    with closing(database.connect(folder / DATABASE, key)) as db:
        return checking.fold_again(db, partial(told, words))


def _act(title: str, detail: str, act: QPushButton, working: Working) -> Block:
    block = Block(title, detail)
    line = row(act, working, gap=12)
    line.setStretch(1, 1)
    block.add(line)
    return block


def _check_words() -> str:
    return _(
        "Every page and every entry is read, compared with what was noted at the last close and in the "
        "backups; then all that the screens show is made anew beside and compared. With 100,000 applications "
        "it takes about half a minute. Nothing is changed."
    )


def _fold_words() -> str:
    return _(
        "Everything that the screens show is folded from the journal. When the screens and the papers "
        "disagree, this puts the screens right. The journal itself stays as it is."
    )


def _meanwhile_words() -> str:
    return _("Go on working meanwhile; the screen may lock. It stops when you sign out or close the window.")


def _whole_words(found: Checked) -> str:
    text = ngettext(
        "{entries} entries of {n} counter are there, none was changed, and the screens show what they say.",
        "{entries} entries of {n} counters are there, none was changed, and the screens show what they say.",
        found.counters,
    )
    words = [text.format(entries=number(found.entries), n=number(found.counters))]
    for gap in found.lost:
        lost = _("Lost before a salvage, and written down: entries {first} to {last} of {counter}.")
        words.append(lost.format(first=gap.first, last=gap.last, counter=gap.counter))
    return " ".join(words)


def _differing_words(found: Checked) -> tuple[str, str]:
    title = _("The journal is whole, but the screens show something else")
    text = _(
        "Nothing is lost. Fold the journal again: the screens are put right while work goes on. "
        "What differs: {tables}."
    )
    return title, text.format(tables=listing(found.differing))


def _stop_words() -> str:
    return _(
        "Let nobody work here any more. The next page shows the newest good backup and two other ways; "
        "nothing is changed before you choose."
    )
