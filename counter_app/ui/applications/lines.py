"""Parts of the page that fill anew without being built anew: lines with an icon, pairs, folds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.parts.blocks import Role, button, column, key_text, restyle, row, text


class Line(NamedTuple):
    """One line: icon, its tone, words, softer words below, and what a click opens."""

    icon: str
    tone: str
    words: str
    detail: str = ""
    strong: bool = False
    opens: str = ""


class _Shown(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.mark = QLabel()
        self.mark.setFixedWidth(theme.now().px(22))
        self.mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words, self.detail = text("", wrap=True), text("", "hint", wrap=True)
        both = column(self.words, self.detail, gap=0)
        layout = row(self.mark, both)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_line(self, line: Line) -> None:
        self.mark.setPixmap(theme.icon(line.icon, line.tone).pixmap(QSize(18, 18)))
        self.words.setText(line.words)
        restyle(self.words, role="strong" if line.strong else "" if line.tone != "plain" else "soft")
        self.detail.setText(line.detail)
        self.detail.setHidden(not line.detail)
        self.setAccessibleName(f"{line.words} {line.detail}".strip())


class Lines(QWidget):
    """Lines one below the other; widgets are kept for the next ones."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.SMALL_GAP - 2)
        self._kept: list[_Shown] = []
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.lines = list(lines)
        while len(self._kept) < len(lines):
            self._kept.append(_Shown())
            self._body.addWidget(self._kept[-1])
        for number, shown in enumerate(self._kept):
            if number < len(lines):
                shown.show_line(lines[number])
            shown.setHidden(number >= len(lines))

    @property
    def words(self) -> list[str]:
        """What the lines say."""
        return [f"{line.words} {line.detail}".strip() for line in self.lines]


class Pairs(QWidget):
    """A soft name at the left, its value at the right; a pair without a value is not shown."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setColumnStretch(1, 1)
        self._shown: dict[str, tuple[QLabel, QLabel]] = {}
        for number, name in enumerate(names):
            label, value = text("", "soft"), text("", "strong", wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1)
            self._shown[name] = (label, value)

    def say(self, name: str, label: str, value: str, tone: str = "") -> None:
        """Show one pair; an empty value hides it."""
        words, shown = self._shown[name]
        words.setText(label)
        shown.setText(value)
        role: Role = "strong"
        restyle(shown, role=role, tone=tone)
        shown.setAccessibleName(f"{label} {value}")
        for one in (words, shown):
            one.setHidden(not value)

    def value(self, name: str) -> str:
        """Return what a pair shows."""
        return self._shown[name][1].text()


class Fold(QWidget):
    """A heading that opens and closes what is below it."""

    toggled = Signal(bool)

    def __init__(self, inner: QWidget, *, key: str = "", opened: bool = False) -> None:
        super().__init__()
        self._inner, self._key = inner, key
        self.head = QPushButton()
        self.head.setProperty("kind", "fold")
        self.head.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(column(self.head, inner, gap=4))
        self.head.clicked.connect(self.toggle)
        self.open(opened=opened)

    @property
    def opened(self) -> bool:
        """Whether what is below is seen."""
        return not self._inner.isHidden()

    def open(self, *, opened: bool) -> None:
        """Show or hide what is below."""
        self._inner.setVisible(opened)
        self.head.setIcon(theme.icon("chevron-down" if opened else "chevron-right", "plain"))

    def toggle(self) -> None:
        """Open what is closed, close what is open."""
        self.open(opened=not self.opened)
        self.toggled.emit(self.opened)

    def say(self, words: str) -> None:
        """Show another heading."""
        key = f"   {key_text(self._key)}" if self._key else ""
        self.head.setText(f"{words.upper()}{key}".replace("&", "&&"))
        self.head.setAccessibleName(words)


class Links(QWidget):
    """Lines that open something."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self.buttons: list[QPushButton] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        for old in self.buttons:
            self._body.removeWidget(old)
            old.deleteLater()
        self.buttons = [self._button(line) for line in lines]

    def _button(self, line: Line) -> QPushButton:
        found = button(f"{line.words} · {line.detail}", "fold", icon=line.icon, tone=line.tone)
        found.setToolTip(found.text())
        found.clicked.connect(_later(self.picked.emit, line.opens))
        self._body.addWidget(found)
        return found


def _later(act: Callable[[str], None], value: str) -> Callable[[], None]:
    return partial(act, value)
