"""The office's notices at the foot of the display: one page at a time, nothing moves while one reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout

from counter_app.ui import theme
from counter_app.ui.hall.letters import Letters

PAGE = 8_000  # ms: a line of twelve words, read twice


def pages(words: str, room: float, width: Callable[[str], float]) -> list[str]:
    """Return a notice as lines that fit into ``room``, broken between words, a word only where it must be."""
    found: list[str] = []
    line = ""
    for word in _broken(words.split(), room, width):
        longer = f"{line} {word}".strip()
        if line and width(longer) > room:
            found.append(line)
            longer = word
        line = longer
    return [*found, *([line] if line else [])]


def _broken(words: Sequence[str], room: float, width: Callable[[str], float]) -> Iterator[str]:
    for word in words:
        rest = word
        while width(rest) > room and len(rest) > 1:
            most = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or width(rest[:n]) <= room)
            yield rest[:most]
            rest = rest[most:]
        yield rest


class Notices(QFrame):
    """Shows page after page of what the office has to say; a short notice stands still."""

    def __init__(self, metres: float) -> None:
        super().__init__()
        self.setProperty("kind", "block")
        self.setProperty("tone", "accent")
        self.line, self.count = Letters(metres), Letters(metres * 0.6, ink="soft").hug()
        self._notices: list[str] = []
        self._pages: list[str] = []
        self._page = 0
        self._timer = QTimer(self, interval=PAGE)
        self._timer.timeout.connect(self._on_page)
        self.body = QHBoxLayout(self)
        self.body.addWidget(self.line, 1)
        self.body.addWidget(self.count)

    def say(self, notices: Sequence[str]) -> None:
        """Show other notices; the page that is read stays while they are the same."""
        if list(notices) != self._notices:
            self._notices, self._page = list(notices), 0
            self.fit()

    def fit(self) -> None:
        """Break the notices anew: the room is another."""
        font = QFont(theme.FAMILY)
        font.setPixelSize(max(round(self.line.wanted), 1))
        edges = self.body.contentsMargins()
        mark = self.count.sizeHint().width() or round(self.line.wanted * 2)
        room = self.width() - edges.left() - edges.right() - self.body.spacing() - mark
        width = QFontMetrics(font).horizontalAdvance
        self._pages = [page for notice in self._notices for page in pages(notice, max(room, 1), width)]
        self._page = min(self._page, max(len(self._pages) - 1, 0))
        self.setVisible(bool(self._pages))
        self._show()
        if len(self._pages) > 1:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_page(self) -> None:
        self._page = (self._page + 1) % len(self._pages)
        self._show()

    def _show(self) -> None:
        self.line.say(self._pages[self._page] if self._pages else "")
        self.count.say(f"{self._page + 1}/{len(self._pages)}" if len(self._pages) > 1 else "")
