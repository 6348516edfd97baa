"""The list at the left of the wizard: which steps are done, which one this is, which are to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import restyle, row, text

MARK = 20


class Steps(QFrame):
    """Names of the steps with a mark each; a step is told by word and mark, not by colour alone."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("kind", "block")
        self.setFixedWidth(theme.now().px(232))
        self._lines = [(QLabel(), text(name)) for name in names]
        self._count = text("", "soft")
        body = QVBoxLayout(self)
        body.setContentsMargins(theme.WIDE_GAP, theme.WIDE_GAP, theme.WIDE_GAP, theme.WIDE_GAP)
        body.setSpacing(theme.WIDE_GAP)
        body.addWidget(text(_("First start"), "name"))
        for mark, words in self._lines:
            body.addLayout(row(mark, words, None, gap=10))
        body.addStretch()
        body.addWidget(self._count)

    def show_step(self, now: int) -> None:
        """Mark the steps before ``now`` as done."""
        for place, (mark, words) in enumerate(self._lines):
            icon, tone = _look(place, now)
            mark.setPixmap(theme.icon(icon, tone).pixmap(QSize(MARK, MARK)))
            restyle(words, role="strong" if place == now else "soft" if place > now else "")
            words.setAccessibleDescription(_("done") if place < now else _("now") if place == now else "")
        self._count.setText(_("Step {n} of {count}").format(n=now + 1, count=len(self._lines)))


def _look(place: int, now: int) -> tuple[str, str]:
    if place < now:
        return "check-circle", "ok"
    return ("circle-slice-8", "accent") if place == now else ("circle-outline", "plain")
