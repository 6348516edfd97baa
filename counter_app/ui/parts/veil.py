"""A veil over a screen or a window: what is below shines through, but hears no key and gets no focus."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from counter_app.ui import theme
from counter_app.ui.parts.landing import takes_keys


class Veil(QWidget):
    """Covers ``over`` until it is lifted. While it is seen, of all shortcuts only its own work."""

    density: ClassVar[float] = 0.8
    passing: ClassVar[frozenset[str]] = frozenset({"Ctrl+L"})  # keys of the frame that work all the same

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._before: QWidget | None = None  # what had the focus
        self._muted: QWidget | None = None  # what would type a letter that is meant for a label
        self._lifted = False
        over.installEventFilter(self)

    def cover(self) -> None:
        """Show the veil over the whole of what is below."""
        self._before = QApplication.focusWidget()
        over = self.parentWidget()
        if over is not None:
            self.resize(over.size())
        self.window().installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_moved)
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Take the veil away for good; the focus goes back, unless it went elsewhere meanwhile."""
        self._lifted = True
        over = self.parentWidget()
        self.window().removeEventFilter(self)
        focus = QApplication.focusWidget()
        if over is not None:
            over.removeEventFilter(self)
            if focus is None or self.isAncestorOf(focus):
                back = self._before if takes_keys(self._before) else over
                back.setFocus()
        self.hide()
        self.deleteLater()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return []

    def take_keys(self) -> None:
        """Take the keys back from what is below."""
        self.focusNextPrevChild(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what nobody took from the screen below; the keys of the veil's own parts work."""
        self._press(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is below; let no key of the window act below."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and isinstance(watched, QWidget):
            self.resize(watched.size())
        elif isinstance(event, QKeyEvent) and self.isVisible():
            if event.type() == QEvent.Type.ShortcutOverride and watched is self.window():
                return self._holds(event)
            if event.type() == QEvent.Type.KeyPress and watched is self._muted:
                self._unmute()
                self._press(event)
                return True
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside."""
        inside = [part for part in self.stops() if part.isEnabled() and part.isVisible()]
        if self._lifted:
            return False
        focus = QApplication.focusWidget()
        at = inside.index(focus) if focus in inside else -1
        to = inside[(at + (1 if next else -1)) % len(inside)] if inside else self
        to.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.setOpacity(self.density)
        painter.fillRect(self.rect(), theme.now().background)

    def _on_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Take the keys back from what is below: it has them when the veil is lifted."""
        over = self.parentWidget()
        if self._lifted or not self.isVisible() or now is None or over is None:
            return
        if over.isAncestorOf(now) and not _veiled(now):
            self._before = now
            self.take_keys()

    def _holds(self, event: QKeyEvent) -> bool:
        """Make a key that may be a shortcut a mere key, for whoever has the focus."""
        if _keys(event).toString(QKeySequence.SequenceFormat.PortableText) in self.passing:
            return False
        event.accept()
        focus = QApplication.focusWidget()
        if focus is not None and event.text() and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._muted = focus  # an input takes the letter of Alt+letter for text
            focus.installEventFilter(self)
        return True

    def _unmute(self) -> None:
        if self._muted is not None:
            self._muted.removeEventFilter(self)
            self._muted = None

    def _press(self, event: QKeyEvent) -> None:
        """Do what a key on a button or the letter of a label stands for."""
        if event.isAutoRepeat():
            return
        keys = _keys(event)
        for one in self.findChildren(QAbstractButton):
            if one.isVisible() and not one.shortcut().isEmpty() and one.shortcut() == keys:
                one.click()
                return
        for label in self.findChildren(QLabel):
            buddy = label.buddy()
            if buddy is not None and label.isVisible() and QKeySequence.mnemonic(label.text()) == keys:
                buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return


def _veiled(widget: QWidget) -> bool:
    """Tell whether a widget is a veil or lies on one: on this one, or on one above it."""
    part: QWidget | None = widget
    while part is not None and not isinstance(part, Veil):
        part = part.parentWidget()
    return part is not None


def _keys(event: QKeyEvent) -> QKeySequence:
    return QKeySequence(event.keyCombination())
