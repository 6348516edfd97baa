"""Inputs by the name of what they keep: what was loaded, what is typed, what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox

Plain = Any  # what JSON knows: texts, numbers, lists, dicts


class _Input(NamedTuple):
    read: Callable[[], Plain]
    write: Callable[[Any], None]


class Form(QObject):
    """Tells apart what is typed from what is in force."""

    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._inputs: dict[str, _Input] = {}
        self._known: dict[str, Plain] = {}
        self._quiet = False

    def add(self, name: str, read: Callable[[], Plain], write: Callable[[Any], None], signal: Any) -> None:
        """Take an input of any kind; ``signal`` tells that somebody changed it."""
        self._inputs[name] = _Input(read, write)
        signal.connect(self.tell)

    def line(self, name: str, editor: QLineEdit) -> QLineEdit:
        """Take a one-line input."""
        self.add(name, lambda: editor.text().strip(), editor.setText, editor.textEdited)
        return editor

    def choice(self, name: str, box: QComboBox) -> QComboBox:
        """Take a choice by its code."""
        self.add(name, lambda: str(box.currentData() or ""), lambda code: _pick(box, code), box.activated)
        return box

    def tick(self, name: str, box: QCheckBox) -> QCheckBox:
        """Take a tick."""
        self.add(name, box.isChecked, box.setChecked, box.toggled)
        return box

    def count(self, name: str, box: QSpinBox) -> QSpinBox:
        """Take a number."""
        self.add(name, box.value, box.setValue, box.valueChanged)
        return box

    def tell(self, *_what: object) -> None:
        """Tell that something was typed."""
        if not self._quiet:
            self.edited.emit()

    @property
    def loaded(self) -> bool:
        """Whether anything is in force yet."""
        return bool(self._known)

    def load(self, values: Mapping[str, Plain]) -> None:
        """Take what is in force; what is typed and not yet saved stays."""
        before = self.changes()
        self._known = {name: values[name] for name in self._inputs}
        self._write({name: value for name, value in self._known.items() if name not in before})
        self.edited.emit()

    def changes(self) -> dict[str, Plain]:
        """Return what is typed and differs from what is in force."""
        if not self._known:
            return {}
        now = {name: one.read() for name, one in self._inputs.items()}
        return {name: value for name, value in now.items() if value != self._known[name]}

    def restore(self, typed: Mapping[str, Plain]) -> None:
        """Type again what was kept."""
        self._write({name: value for name, value in typed.items() if name in self._inputs})
        self.edited.emit()

    def undo(self) -> None:
        """Show what is in force."""
        self._write(self._known)
        self.edited.emit()

    def settle(self, sent: Mapping[str, Plain]) -> None:
        """What was sent is in force now; what was typed since is not."""
        self._known |= sent
        self.edited.emit()

    def _write(self, values: Mapping[str, Plain]) -> None:
        self._quiet = True
        try:
            for name, value in values.items():
                self._inputs[name].write(value)
        finally:
            self._quiet = False


def _pick(box: QComboBox, code: str) -> None:
    if box.findData(code) < 0:
        box.addItem(code, code)
    box.setCurrentIndex(box.findData(code))
