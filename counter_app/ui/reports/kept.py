"""The papers that did not come out of the printer, each to be printed again or forgotten."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from counter_app.i18n import _, ngettext
from counter_app.ui import theme
from counter_app.ui.papers import Papers, Wanted, title_of
from counter_app.ui.parts.blocks import Card, button, row, text

SHOWN = 3


class Kept(Card):
    """Hidden while everything was printed."""

    def __init__(self, papers: Papers) -> None:
        super().__init__(_("Not printed"))
        self._papers = papers
        self.all = button(_("Print all again"), "quiet", icon="printer-alert", tone="warning")
        self.all.clicked.connect(self._on_all)
        self._lines: list[QWidget] = []
        self.head.addWidget(self.all)
        papers.changed.connect(self.show_kept)
        self.hide()  # not shown before it has its place: it would be a window of its own

    def show_kept(self) -> None:
        """Show what is kept now, the newest first."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        kept = self._papers.kept[::-1]
        self._lines = [self._line(wanted) for wanted in kept[:SHOWN]]
        if (more := len(kept) - SHOWN) > 0:
            words = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self._lines.append(text(words, "soft"))
        for line in self._lines:
            self.add(line)
        self.setVisible(bool(kept))

    def _line(self, wanted: Wanted) -> QFrame:
        words = text(title_of(wanted), wrap=True)
        again = _tool("printer", _("Print {paper} again").format(paper=title_of(wanted)))
        forget = _tool("close", _("{paper} is not needed any more").format(paper=title_of(wanted)))
        again.clicked.connect(partial(self._papers.again, wanted))
        forget.clicked.connect(partial(self._papers.forget, wanted))
        line, layout = QFrame(), row(words, again, forget, gap=2)
        layout.setStretch(0, 1)
        line.setLayout(layout)
        return line

    def _on_all(self) -> None:
        for wanted in list(self._papers.kept):
            self._papers.again(wanted)


def _tool(icon: str, words: str) -> QToolButton:
    found = QToolButton()
    found.setIcon(theme.icon(icon, "plain"))
    found.setToolTip(words)
    found.setAccessibleName(words)
    return found
