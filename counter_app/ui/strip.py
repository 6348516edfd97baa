"""The strip below every screen: what stands still in the whole office, papers that wait, the last backup."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from counter_app.config import Config
from counter_app.domain.blangko import runs_low
from counter_app.domain.words import disruption_label, kind_label, short_official
from counter_app.i18n import _, ngettext, number
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.blangko import Blangko
from counter_app.office.queries.signing import Absences, Disruptions, Officials
from counter_app.storage import backup
from counter_app.ui import theme
from counter_app.ui.papers import title_of
from counter_app.ui.parts.blocks import button, restyle, text
from counter_app.ui.parts.line import LineButton
from counter_app.ui.states import day_words, time_words
from counter_app.ui.workplace import Workplace

HEADS = frozenset({"supervisor", "admin"})  # who may choose another place for backups
TOPICS = frozenset({"application", "blangko", "absence", "disruption", "official"})


class Strip(QWidget):
    """Chips that lead to the screen that frees what they name."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._chips = QHBoxLayout()
        self._chips.setSpacing(theme.SMALL_GAP)
        self._kept = button("", "quiet", icon="printer-alert", tone="warning")
        self._kept.setMenu(QMenu(self._kept))
        restyle(self._kept, kind="status", tone="warning")  # as high as its neighbours
        self._backup = text("", "soft")
        self.trouble = button("", "quiet", icon="backup-restore", tone="bad")
        restyle(self.trouble, kind="status", tone="bad")
        self.trouble.clicked.connect(self._on_trouble)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.GAP)
        body.addLayout(self._chips)
        body.addStretch()
        body.addWidget(self._kept)
        body.addWidget(self.trouble)
        body.addWidget(self._backup)
        self.setFixedHeight(theme.now().px(26))
        place.ops.changed.connect(self._on_changed)
        place.papers.changed.connect(self._show_kept)
        place.backed_up.connect(self.show_backup)
        place.troubled.connect(self._show_trouble)
        self._show_trouble()
        self._show_kept()
        self.refresh()
        self.show_backup()

    def refresh(self) -> None:
        """Ask how the office stands."""
        self._place.ops.look(_standing, self, self._show, key="standing")

    def show_backup(self) -> None:
        """Look, off this thread, when the last backup was made: a flash disk may be slow or gone."""
        folder, settings = self._place.folder, self._place.config
        work = partial(_newest, folder, settings)
        self._place.ops.work(work, self, self._show_newest, key="newest backup")

    def _show_newest(self, newest: dt.datetime | None) -> None:
        if newest is None:
            words = _("No backup yet")
        else:
            words = _("Last backup {when}").format(when=time_words(newest.isoformat()))
        self._backup.setText(words)

    def _show_trouble(self) -> None:
        found = self._place.trouble
        self.trouble.setVisible(bool(found))
        if found:
            self.trouble.setText(found[0].short)
            self.trouble.setAccessibleName(found[0].short)
            self.trouble.setToolTip("\n".join(one.sentence for one in found))

    def _on_trouble(self) -> None:
        """Say what to do, and go where another place is chosen."""
        self._place.say(" ".join(one.sentence for one in self._place.trouble), "warning")
        if self._place.may(*HEADS):
            self._place.go("settings", "backups")

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & TOPICS:
            self.refresh()

    def _show(self, standing: dict[str, Any]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for words, tone, icon, screen in _lines(standing):
            self._chips.addWidget(self._chip(words, tone, icon, screen))

    def _chip(self, words: str, tone: str, icon: str, screen: str) -> QPushButton:
        found = LineButton(words)
        found.setProperty("kind", "status")
        found.setIcon(theme.icon(icon, tone))
        found.setAccessibleName(words)
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found.setCursor(Qt.CursorShape.PointingHandCursor)
        restyle(found, tone=tone)
        found.clicked.connect(lambda: self._place.go(screen))
        return found

    def _show_kept(self) -> None:
        kept = self._place.papers.kept
        words = ngettext("{n} paper not printed", "{n} papers not printed", len(kept)).format(n=len(kept))
        self._kept.setText(words)
        self._kept.setVisible(bool(kept))
        menu = self._kept.menu()
        menu.clear()
        for one in kept:
            sub = menu.addMenu(title_of(one))
            sub.addAction(_("Print again"), partial(self._place.papers.again, one))
            sub.addAction(_("Not needed any more"), partial(self._place.papers.forget, one))


def _newest(folder: Path, settings: Config, _office: Office, _staff: Staff) -> dt.datetime | None:
    newest = backup.newest(folder, settings)
    return newest.at if newest else None


def _standing(office: Office, staff: Staff) -> dict[str, Any]:
    """Ask everything that the strip shows, as one."""
    if staff.role == "admin":
        return {}
    return {
        "blangko": office.ask(Blangko(), staff),
        "officials": office.ask(Officials(), staff),
        "absences": office.ask(Absences(), staff),
        "disruptions": office.ask(Disruptions(), staff),
    }


def _lines(standing: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Return (words, tone, icon, screen) of what stands still or soon will."""
    lines = []
    for row in standing.get("blangko", ()):
        if row["waiting"] > row["on_hand"] or (row["on_hand"] > 0 and runs_low(row["days_left"])):
            words = _("Blank {kind}: {on_hand} · {waiting} waiting").format(
                kind=kind_label(row["kind"]), on_hand=number(row["on_hand"]), waiting=number(row["waiting"])
            )
            tone = "bad" if row["waiting"] > row["on_hand"] else "warning"
            lines.append((words, tone, "card-off-outline", "blangko"))
    names = {row["id"]: row for row in standing.get("officials", ())}
    for row in standing.get("absences", ()):
        if row["now"] and row["official"] in names:
            lines.append((_away(row, names), "warning", "account-off-outline", "signing"))
    for row in (one for one in standing.get("disruptions", ()) if one["now"]):
        words = _("{what} down since {when}").format(
            what=disruption_label(row["what"]), when=time_words(row["from"])
        )
        lines.append((words, "bad", "lightning-bolt-outline", "signing"))
    return lines


def _away(row: dict[str, Any], names: dict[str, Any]) -> str:
    deputies = [names[d["official"]] for d in row["deputies"] if d["official"] in names]
    until = day_words(row["to"])
    role = short_official(names[row["official"]]["role"])
    if names[row["official"]]["role"] != "camat":
        return _("{role} away until {day}").format(role=role, day=until)
    if deputies:
        return _("{role} away until {day} · {deputy} signs").format(
            role=role, day=until, deputy=short_official(deputies[0]["role"])
        )
    return _("{role} away until {day} · nobody signs").format(role=role, day=until)
