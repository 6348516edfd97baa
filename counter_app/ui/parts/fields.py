"""Inputs with their label above and one line below for a hint, a warning, or why it can't be meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.texts import LONGEST
from counter_app.i18n import _
from counter_app.ui.parts.blocks import restyle, text
from counter_app.ui.parts.inputs import ChoiceInput, LineInput, LongInput, NumberInput


class Field(QWidget):
    """A label with its mnemonic, the input, and a line that appears when there is something to say."""

    def __init__(self, label: str, editor: QWidget, *, hint: str = "", optional: bool = False) -> None:
        super().__init__()
        self.editor = editor
        shown = _("{label}  (optional)").format(label=label) if optional else label
        self.label = QLabel(shown)
        self.label.setProperty("role", "soft")
        self.label.setBuddy(editor)
        self._hint = text("", "hint", wrap=True)
        self._standing = hint
        self._fault = ""  # what was said of what is typed
        editor.setAccessibleName(label.replace("&", ""))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        for part in (self.label, editor, self._hint):
            body.addWidget(part)
        self.setFocusProxy(editor)
        self.say("")
        editor.installEventFilter(self)
        if isinstance(editor, LineInput | NumberInput):
            editor.refused.connect(self._on_refused)

    @property
    def hint(self) -> str:
        """What the line below says."""
        return self._hint.text()

    def stand(self, hint: str) -> None:
        """Change the hint that stands there while nothing is to be said."""
        self._standing = hint
        self.say("")

    def say(self, words: str, tone: str = "warning") -> None:
        """Show a sentence below the input; an empty one brings back the standing hint."""
        self._hint.setText(words or self._standing)
        self._hint.setVisible(bool(words or self._standing))
        restyle(self._hint, tone=tone if words else "")
        restyle(self.editor, tone=tone if words else "")
        self.editor.setAccessibleDescription(words)

    def check(self) -> bool:
        """Tell whether what is typed can be meant, and say why not."""
        fault = wrong_in(self.editor)
        if fault or self.hint == self._fault:
            self.say(fault, "bad")
        self._fault = fault
        return not fault

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is typed when somebody leaves it."""
        if event.type() == QEvent.Type.FocusOut and watched is self.editor:
            self.check()
        return False

    def _on_refused(self, words: str) -> None:
        self._fault = words
        self.say(words)


def line_edit(value: str = "", *, placeholder: str = "", most: int = LONGEST) -> LineInput:
    """Return a one-line input."""
    return LineInput(value, placeholder=placeholder, most=most)


def secret_edit() -> LineInput:
    """Return an input whose letters are not seen."""
    editor = LineInput(most=200)
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    return editor


def spin_box(most: int, value: int = 0, *, least: int = 0) -> NumberInput:
    """Return an input of a whole number."""
    return NumberInput(most, value, least=least)


def combo(choices: list[tuple[str, str]], value: str = "") -> ChoiceInput:
    """Return a choice among (code, words)."""
    box = ChoiceInput()
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box


def wrong_in(editor: QWidget) -> str:
    """Return what is to be said of what stands in an input; empty when it can be meant."""
    return editor.wrong() if isinstance(editor, LineInput | LongInput) else ""
