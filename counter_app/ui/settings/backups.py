"""Settings: where backups lie, one made now, those that are there."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QSizePolicy, QWidget

from counter_app import bootstrap, config
from counter_app.care import backups as care
from counter_app.care.words import reason_words
from counter_app.domain import keeping
from counter_app.domain.errors import UserError
from counter_app.domain.founding import Unfit
from counter_app.i18n import N_, _, date_text, number, time_text
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.storage import backup
from counter_app.storage.watching import Progress
from counter_app.ui.parts.blocks import Empty, button, column, heading, row, text
from counter_app.ui.parts.fields import Field
from counter_app.ui.parts.folders import FolderInput
from counter_app.ui.parts.table import Column, Rows, Table
from counter_app.ui.settings.section import COUNTER, FormSection
from counter_app.ui.workplace import Workplace

WHOLE = 1000  # steps of the bar


class Made(NamedTuple):
    """One backup that can be seen."""

    at: dt.datetime
    backup: backup.Backup
    place: Path


class Seen(NamedTuple):
    """What lies in the places, newest first, and which place can't be seen."""

    made: list[Made]
    missing: list[Path]


class Backups(FormSection):
    """Two places, one button."""

    name = "backups"
    label = N_("Backups")
    icon = "backup-restore"
    lead = N_("Encrypted copies of everything. One is made every day by itself, best on another disk too.")
    group = COUNTER

    progressed = Signal(float)  # told on the lane that writes

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        usual = str(place.folder / "backups")
        self.first = FolderInput(_("Folder"), placeholder=usual)
        self.second = FolderInput(_("Second place"), placeholder=_("such as D:\\backups"))
        self.form.add("backups", self.first.value, self.first.set_value, self.first.edited)
        self.form.add("second_backups", self.second.value, self.second.set_value, self.second.edited)
        self.now = button(_("Back up now"), "accept", key="F9", icon="content-save-all-outline")
        self.stop = button(_("Stop"), icon="close")
        self.bar = QProgressBar(maximum=WHOLE)
        self.bar.setAccessibleName(_("Backup"))
        self.last = text("", "strong")
        for part in (self.now, self.stop):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._stopped = Event()
        self.restore_button = button(_("&Restore ..."), icon="backup-restore")
        self.other = button(_("From another f&older ..."), icon="folder-open-outline")
        self.rows = Rows(_columns(), lambda one: (one.at, one.place))
        self.table = Table(self.rows, _nothing_made(), name=_("Backups"))
        self._build()
        self._work(False)
        self._listen()

    def _build(self) -> None:
        first = Field(_("&Folder"), self.first, hint=_("Empty: beside the data."))
        self.second_field = Field(
            _("&Second place"), self.second, optional=True, hint=_("A flash disk or another computer.")
        )
        places = row(first, self.second_field, gap=16)
        places.setStretch(0, 1)
        places.setStretch(1, 1)
        act = QWidget()
        shown = row(self.last, self.bar, self.stop, self.now, gap=12)
        shown.setStretch(0, 1)
        shown.setStretch(1, 1)
        act.setLayout(shown)
        for part in (column(places), column(act), column(heading(_("Backups that can be seen now")))):
            self.body.addLayout(part)
        self.body.addWidget(self.table, 1)
        kept = row(text(_kept_words(), "hint", wrap=True), self.other, self.restore_button, gap=12)
        kept.setStretch(0, 1)
        self.body.addLayout(kept)

    def _listen(self) -> None:
        self.now.clicked.connect(self._on_now)
        self.stop.clicked.connect(self._on_stop)
        self.restore_button.clicked.connect(self._on_restore)
        self.other.clicked.connect(self._on_other)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.progressed.connect(self._on_progress)

    def begin(self) -> None:
        """Begin at the button that one comes for."""
        self.now.setFocus()

    def refresh(self) -> None:
        """Show the places and what lies there."""
        chosen = self.place.config
        self.load({"backups": chosen.backups, "second_backups": chosen.second_backups})
        work = partial(_seen, self.place.folder, chosen)
        self.ops.start(self.ops.lanes.long, work, self, self._show, self.refuse, place=(id(self), "seen"))

    def save(self) -> None:
        """Write the places."""
        chosen = self.form.changes()
        changed = msgspec.structs.replace(self.place.config, **chosen)
        try:
            config.check_second(self.place.folder, changed)
        except Unfit as unfit:
            self.second_field.say(str(unfit), "bad")
            return self.second.setFocus()
        self.keep_config(changed, partial(self._on_saved, chosen))

    def _on_saved(self, chosen: dict[str, Any]) -> None:
        self.settle(chosen)
        self.refresh()
        self.place.moved.emit()

    def _show(self, seen: Seen) -> None:
        made = seen.made
        self.rows.take(0, made, len(made) + 1)
        self._on_chosen(self.table.current())
        second = self.place.config.second_backups
        missing = bool(second) and Path(second) in seen.missing
        self.second_field.say(_("It is not there now: plug the disk in.") if missing else "", "bad")
        if made:
            words = _("The last one was made on {day} at {time}.")
            self.last.setText(words.format(day=date_text(made[0].at.date()), time=time_text(made[0].at)))
        else:
            self.last.setText(_("There is no backup yet. Make one now."))

    def _on_now(self) -> None:
        self.notice.clear()
        self._stopped.clear()
        self._work(True)
        work = partial(_backed_up, self.place.folder, self.place.key, self._told)
        self.ops.work(work, self, self._on_made, self._on_not_made)

    def _told(self, share: float) -> bool:
        """Hear from the lane that writes, and answer whether to go on: a window that closes waits for it."""
        self.progressed.emit(share)
        return not (self._stopped.is_set() or self.ops.closed)

    def _on_progress(self, share: float) -> None:
        self.bar.setValue(round(share * WHOLE))

    def _on_stop(self) -> None:
        self._stopped.set()

    def _on_made(self, _none: object) -> None:
        self._work(False)
        self.refresh()
        self.place.backed_up.emit()
        self.place.trouble.clear()  # every place has one now
        self.place.troubled.emit()
        self.place.say(_made(self.place.config.second_backups))

    def _on_not_made(self, error: UserError) -> None:
        self._work(False)
        self.refresh()
        self.refuse(error)

    def _on_chosen(self, one: Made | None) -> None:
        self.restore_button.setEnabled(one is not None)

    def _on_opened(self, one: Made) -> None:
        self.place.restoring.emit(one.backup.folder)

    def _on_restore(self) -> None:
        """Show what restoring the chosen backup would lose."""
        if (one := self.table.current()) is not None:
            self._on_opened(one)

    def _on_other(self) -> None:
        if found := QFileDialog.getExistingDirectory(self, _("Choose the folder of a backup")):
            self.place.restoring.emit(Path(found))

    def _work(self, busy: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.last.setVisible(not busy)
        self.now.setEnabled(not busy)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Made on"), lambda one: f"{date_text(one.at.date())}, {time_text(one.at)}", 1, 24),
        Column(_("Why"), lambda one: reason_words(one.backup.reason), 1, 16),
        Column(_("Entries"), _entries, 0.5, 8, right=True),
        Column(_("Where it lies"), lambda one: str(one.place), 3, 26),
    )


def _entries(one: Made) -> str:
    return number(one.backup.about.entries) if one.backup.about else "?"


def _made(second: str) -> str:
    if second:
        return _("The backup was made and checked. You can take the flash disk out.")
    return _("The backup was made and checked. It lies on this disk only: choose a second place.")


def _kept_words() -> str:
    return _(
        "Kept are the last of {days} days, {weeks} weeks and {months} months, and for {careful} days those "
        "made before a restore, an import, an update or a new key."
    ).format(days=keeping.DAYS, weeks=keeping.WEEKS, months=keeping.MONTHS, careful=keeping.CAREFUL.days)


def _nothing_made() -> Empty:
    return Empty(
        "backup-restore", _("No backup can be seen"), _("Make one with F9. Is the flash disk plugged in?")
    )


def _backed_up(folder: Path, key: bytes, told: Progress, office: Office, _staff: Staff) -> None:
    """Back up in every place that is set; a second place that is not there is told after the first."""
    places = backup.places(folder, config.load(folder))
    for n, place in enumerate(places):
        share = partial(care.part, told, n, len(places))
        bootstrap.back_up(folder, office, key, place=place, progress=share)


def _seen(folder: Path, chosen: config.Config) -> Seen:
    places = backup.places(folder, chosen)
    made = backup.newest_first(one for place in places for one in backup.made(place))
    return Seen(
        [Made(one.at, one, one.folder.parent) for one in made],
        [place for place in places if not place.is_dir()],
    )
