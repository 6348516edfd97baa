"""The plain pieces of every screen: cards, texts, chips, buttons that show their key, empty states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcutEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.parts.line import Line

Role = Literal["", "title", "name", "heading", "number", "huge", "figure", "soft", "strong", "hint"]
Kind = Literal["", "primary", "accept", "caution", "danger", "quiet", "pill", "fold", "line", "link"]


def text(words: str = "", role: Role = "", *, wrap: bool = False) -> QLabel:
    """Return a label of one of the house's roles."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def heading(words: str) -> QLabel:
    """Return the small heading of a part of a screen."""
    label = text(words.upper(), "heading")
    label.setAccessibleName(words)
    return label


def line() -> QFrame:
    """Return a hair line between two parts."""
    found = QFrame()
    found.setProperty("kind", "line")
    return found


def restyle(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties and let the style sheet see them."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    for one in (widget, *widget.findChildren(QLabel)):
        one.style().unpolish(one)
        one.style().polish(one)


class Card(QFrame):
    """A white surface with a rounded edge; what is added stands one below the other."""

    def __init__(self, title: str = "", *, gap: int = theme.SMALL_GAP) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.WIDE_GAP, 14, theme.WIDE_GAP, 14)
        self.body.setSpacing(gap)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.SMALL_GAP)
        if title:
            self.head.addWidget(heading(title))
            self.head.addStretch()
            self.body.addLayout(self.head)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put ``parts`` below what is there."""
        for part in parts:
            if isinstance(part, QLayout):
                self.body.addLayout(part)
            else:
                self.body.addWidget(part)


class Block(QFrame):
    """A tinted surface inside a card, for one message: a bold first line and a soft second one."""

    def __init__(self, title: str = "", detail: str = "", tone: str = "plain") -> None:
        super().__init__()
        self.setProperty("kind", "block")
        self.title, self.detail = text(title, "strong", wrap=True), text(detail, "soft", wrap=True)
        self._body = body = QVBoxLayout(self)
        body.setContentsMargins(theme.GAP, 9, theme.GAP, 9)
        body.setSpacing(2)
        body.addWidget(self.title)
        body.addWidget(self.detail)
        self.say(title, detail, tone)

    def add(self, part: QLayout) -> None:
        """Put what leads on below the message."""
        part.setContentsMargins(0, 6, 0, 2)
        self._body.addLayout(part)

    def say(self, title: str, detail: str = "", tone: str = "plain") -> None:
        """Show another message."""
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        restyle(self, tone=tone)


class Chip(QFrame):
    """A status: word, icon and colour together."""

    def __init__(self, words: str = "", tone: str = "plain", icon: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self._mark, self._words = QLabel(), Line()
        body = QHBoxLayout(self)
        body.setContentsMargins(10, 2, 10, 3)
        body.setSpacing(5)
        body.addWidget(self._mark)
        body.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(words, tone, icon)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, tone: str = "plain", icon: str = "") -> None:
        """Show another status; without words the chip hides."""
        self._words.setText(words)
        self.setAccessibleName(words)
        restyle(self, tone=tone)
        self._mark.setVisible(bool(icon))
        if icon:
            self._mark.setPixmap(theme.icon(icon, tone).pixmap(QSize(14, 14)))
        self.setVisible(bool(words))


class _Button(QPushButton):
    def event(self, event: QEvent) -> bool:
        """Act on the key at once: Qt plays a press of a tenth of a second, and what is typed then is lost.

        A key that is held presses once.
        """
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.setShortcutAutoRepeat(event.shortcutId(), False)
            self.click()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click presses once; what steps or chooses takes every click."""
        if self.isCheckable() or not self.text():
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, not what Enter does around it; Space chooses."""
        if self.isCheckable() or not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def button(
    words: str, kind: Kind = "", *, key: str = "", icon: str = "", tip: str = "", tone: str = ""
) -> QPushButton:
    """Return a button; its key stands on it and works wherever the button is seen."""
    shown = f"{words}   {key_text(key)}" if key else words
    found = _Button(shown)
    found.setProperty("kind", kind)
    found.setAccessibleName(words.replace("&", ""))
    found.setAutoDefault(False)
    if key:
        found.setShortcut(QKeySequence(key))
    if icon:
        found.setIcon(theme.icon(icon, tone or _ink(kind)))
    if tip:
        found.setToolTip(tip)
    found.setCursor(Qt.CursorShape.PointingHandCursor)
    return found


CAPS = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def key_text(key: str) -> str:
    """Return a key as it stands on keyboards in this country: ``Ctrl+K``, ``F8``, ``Enter``, ``Alt+←``."""
    parts = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText).split("+")
    return "+".join(CAPS.get(part, part) for part in parts)


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether Enter was pressed alone, on either side of the keyboard."""
    alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    return alone and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _ink(kind: Kind) -> str:
    look = theme.now()
    inks = {"primary": look.on_accent, "accept": look.on_accent, "caution": look.warning, "danger": look.bad}
    return inks.get(kind, look.accent if kind == "link" else look.text)


class Empty(QWidget):
    """What stands where a list has nothing to show: an icon, one sentence, what to do."""

    def __init__(self, icon: str, title: str, detail: str = "") -> None:
        super().__init__()
        mark = QLabel()
        mark.setPixmap(theme.icon(icon, "plain").pixmap(QSize(36, 36)))
        self.title, self.detail = text(title, "strong", wrap=True), text(detail, "soft", wrap=True)
        body = QVBoxLayout(self)
        body.setSpacing(theme.SMALL_GAP)
        body.addStretch()
        for part in (mark, self.title, self.detail):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            body.addWidget(part)
        self.detail.setVisible(bool(detail))
        body.addStretch()

    def say(self, title: str, detail: str = "") -> None:
        """Show another sentence."""
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))


Part = QWidget | QLayout | int | None  # a number is a space, None a stretch


def row(*parts: Part, gap: int = theme.SMALL_GAP) -> QHBoxLayout:
    """Return parts side by side."""
    found = QHBoxLayout()
    _fill(found, parts, gap)
    return found


def column(*parts: Part, gap: int = theme.SMALL_GAP) -> QVBoxLayout:
    """Return parts one below the other."""
    found = QVBoxLayout()
    _fill(found, parts, gap)
    return found


def _fill(layout: QBoxLayout, parts: Iterable[Part], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        if part is None:
            layout.addStretch()
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def scrolled(inner: QWidget) -> QScrollArea:
    """Return ``inner`` in an area that scrolls up and down only when it must."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
