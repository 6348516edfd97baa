"""Whether this counter is open, on a break or closed, since when and by whom; one key changes each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.words import queue_label
from counter_app.i18n import _, time_text
from counter_app.office.commands.queue import CloseCounter, OpenCounter, PauseCounter
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Chip, button, key_text, row, text
from counter_app.ui.states import moment
from counter_app.ui.workplace import Workplace

TONES = {
    "open": ("ok", "door-open"),
    "paused": ("warning", "coffee-outline"),
    "closed": ("plain", "door-closed"),
}


class CounterState(QWidget):
    """Says what the counter does, and lets it be opened, paused and closed."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._ops = place, place.ops
        self.chip, self.who = Chip(), text("", "soft")
        self.open_ = button(_("Open the counter"), key="F11")
        self.pause = button(_("Break"), "link", icon="coffee-outline")
        self.close_ = button(_("Close"), "link", icon="door-closed")
        for one, words, key in (
            (self.open_, _("Numbers can be called here from now on"), "F11"),
            (self.pause, _("Let this counter have a break"), "Shift+F11"),
            (self.close_, _("Close this counter for today"), "Ctrl+F11"),
        ):
            one.setToolTip(f"{words}   {key_text(key)}")
            one.setShortcut(key)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addLayout(row(self.chip, None))
        body.addWidget(self.who)
        body.addWidget(self.open_)
        body.addLayout(row(self.pause, self.close_, None, gap=theme.GAP))
        self.open_.clicked.connect(self._on_open)
        self.pause.clicked.connect(self._on_pause)
        self.close_.clicked.connect(self._on_close)

    def show_counter(self, counter: dict[str, Any]) -> None:
        """Show what the counter does now."""
        state, since = counter["state"], moment(counter["since"])
        words = {
            "open": _("Open since {time}"),
            "paused": _("On a break since {time}"),
            "closed": _("Closed since {time}") if since else _("Closed"),
        }[state]
        self.chip.say(words.format(time=time_text(since) if since else ""), *TONES[state])
        groups = ", ".join(queue_label(group) for group in counter["groups"]) or _("all queues")
        told = f"{counter['name']} · {groups}" if since and state != "closed" else counter["name"]
        room = theme.now().px(196)
        self.who.setText(self.who.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, room))
        self.who.setToolTip(told)
        self.who.setAccessibleName(told)
        self.who.setVisible(bool(told))
        other = state == "open" and counter["staff"] != self._place.staff.id
        words = _("Take it over") if other else _("Go on") if state == "paused" else _("Open the counter")
        self.open_.setText(f"{words}   F11")
        self.open_.setAccessibleName(words)
        self.open_.setShortcut("F11")
        self.open_.setVisible(state != "open" or other)
        self.pause.setVisible(state == "open")
        self.close_.setVisible(state != "closed")

    def _on_open(self) -> None:
        self._ops.run(OpenCounter(groups=list(self._place.config.groups)), self)

    def _on_pause(self) -> None:
        self._ops.run(PauseCounter(), self)

    def _on_close(self) -> None:
        self._ops.run(CloseCounter(), self)
