"""Asks for the few facts that an act needs, over the screen it belongs to; Enter does it, Esc leaves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Kind, button, is_enter, row, text
from counter_app.ui.parts.fields import Field, combo, line_edit, secret_edit, spin_box, wrong_in
from counter_app.ui.parts.flow import Flow
from counter_app.ui.parts.inputs import DateInput, LongInput
from counter_app.ui.parts.notice import Notice
from counter_app.ui.parts.veil import Veil

Values = dict[str, Any]
MOST = 999_999_999  # of a number: a digit too many is for the office to refuse, never dropped unseen


class Ask(NamedTuple):
    """One fact to ask for. ``choices`` are (code, words); a number is whole and not below zero.

    ``beside`` puts it at the right of the one before; ``quick`` are words that one key fills in.
    """

    name: str
    label: str
    kind: Literal["line", "long", "number", "date", "birth", "choice", "tick", "password"] = "line"
    value: Any = ""
    needed: bool = True
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""
    beside: bool = False
    each_line: bool = False  # of a long text: every line is one of its own
    quick: Sequence[str] = ()


class Prompt(Veil):
    """Covers its screen with a veil and shows a small form; stays open while the act is refused."""

    passing = Veil.passing | {"F1"}

    def __init__(
        self,
        over: QWidget,
        title: str,
        asks: Sequence[Ask],
        submit: Callable[[Values, Prompt], None],
        *,
        detail: str = "",
        accept: str = "",
        kind: Kind = "primary",
    ) -> None:
        super().__init__(over)
        self.setObjectName("prompt")
        self._submit = submit
        self._asks = asks
        self._busy = False  # the act is under way
        self._fields = {ask.name: _field(ask) for ask in asks}
        self.notice = Notice()
        self.accept_button = button(accept or _("Do it"), kind)
        self.cancel_button = button(_("Go back"), key="Esc")
        self._build(title, detail)
        self.accept_button.clicked.connect(self._on_accept)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.cover()
        first = next(iter(self._fields.values()), None)
        (first.editor if first else self.accept_button).setFocus()

    def _build(self, title: str, detail: str) -> None:
        panel = QFrame()
        panel.setProperty("kind", "prompt")
        panel.setFixedWidth(theme.now().px(460))
        body = QVBoxLayout(panel)
        body.setContentsMargins(20, 18, 20, 18)
        body.setSpacing(theme.GAP)
        body.addWidget(text(title, "name", wrap=True))
        if detail:
            body.addWidget(text(detail, "soft", wrap=True))
        for line in _lines(self._asks):
            fields = row(*(self._fields[ask.name] for ask in line), gap=theme.GAP)
            for number, ask in enumerate(line):
                fields.setStretch(number, 1)
                fields.setAlignment(self._fields[ask.name], Qt.AlignmentFlag.AlignTop)
            body.addLayout(fields)
        body.addWidget(self.notice)
        body.addLayout(row(None, self.cancel_button, self.accept_button))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, panel, None))  # so that wrapped words get the height they need
        outer.addStretch(2)

    def values(self) -> Values:
        """Return what is typed, by the name of each fact."""
        return {name: _value(field.editor) for name, field in self._fields.items()}

    def editor(self, name: str) -> QWidget:
        """Return the input of one fact."""
        return self._fields[name].editor

    def hint(self, name: str, words: str, tone: str = "") -> None:
        """Say something below the input of one fact."""
        self._fields[name].say(words, tone)

    def refuse(self, error: UserError) -> None:
        """Say why the act was refused; what was typed stays."""
        self._wait(False)
        self.notice.say(str(error), "bad")

    def again(self) -> None:
        """Let the act be done again: what came after it was left."""
        self._wait(False)

    def leave(self, _done: Any = None) -> None:
        """Go away and give the focus back."""
        self.lift()

    def stops(self) -> list[QWidget]:
        """Return the inputs, then the buttons; who goes on with Tab from the last input does not cancel."""
        editors = [field.editor for field in self._fields.values()]
        return [*editors, self.accept_button, self.cancel_button]

    def _on_cancel(self) -> None:
        """Leave, unless the act is under way: whoever began it is still to be told."""
        if not self._busy:
            self.leave()

    def _on_accept(self) -> None:
        if self._busy:
            return
        values = self.values()
        for ask in self._asks:
            field = self._fields[ask.name]
            wrong = _wrong(ask, field.editor, values[ask.name])
            field.say(wrong, "bad")
            if wrong:
                field.editor.setFocus()
                return
        self._wait(True)
        try:
            self._submit(values, self)
        except Exception:
            self._wait(False)
            raise

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        for one in (self.cancel_button, self.accept_button):
            one.setEnabled(not busy)
        if self.hasFocus() and not busy:
            self.focusNextPrevChild(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, Esc leaves it, every other key stays here."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        elif is_enter(event) and not event.isAutoRepeat():
            self._on_accept()
        else:
            super().keyPressEvent(event)


def _lines(asks: Sequence[Ask]) -> list[list[Ask]]:
    lines: list[list[Ask]] = []
    for ask in asks:
        if ask.beside and lines:
            lines[-1].append(ask)
        else:
            lines.append([ask])
    return lines


def _field(ask: Ask) -> Field:
    optional = not ask.needed and ask.kind != "tick"
    field = Field(ask.label, _editor(ask), hint=ask.hint, optional=optional)
    field.label.setHidden(ask.kind == "tick")  # its words stand beside the box
    if ask.quick and isinstance(field.editor, QLineEdit) and isinstance(body := field.layout(), QVBoxLayout):
        body.addLayout(Flow(*_pills(ask.quick, field.editor), gap=6))
    return field


def _pills(words: Sequence[str], editor: QLineEdit) -> list[QWidget]:
    """Return buttons that fill words in; what is typed then goes on behind them."""

    def fill(one: str) -> None:
        editor.setFocus()
        editor.setText(one)

    pills = [button(f"{n}  {one}", "pill", tip=f"Alt+{n}") for n, one in enumerate(words, 1)]
    for n, (pill, one) in enumerate(zip(pills, words, strict=True), 1):
        pill.setShortcut(f"Alt+{n}")
        pill.setAccessibleName(one)
        pill.clicked.connect(partial(fill, one))
        pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return list(pills)


def _editor(ask: Ask) -> QWidget:
    match ask.kind:
        case "long":
            editor = LongInput(str(ask.value), each_line=ask.each_line)
            editor.setFixedHeight(theme.now().px(76))
            return editor
        case "number":
            return spin_box(MOST, int(ask.value or 0))
        case "date" | "birth":
            return DateInput(ask.value or None, birth=ask.kind == "birth")
        case "choice":
            return combo(list(ask.choices), str(ask.value))
        case "tick":
            box = QCheckBox(ask.label)
            box.setChecked(bool(ask.value))
            return box
    return secret_edit() if ask.kind == "password" else line_edit(str(ask.value))


def _wrong(ask: Ask, editor: QWidget, value: Any) -> str:
    """Return what is to be said of an input before the act can be done; empty when nothing is."""
    if fault := wrong_in(editor):
        return fault
    return _("Fill this in first.") if ask.needed and value in ("", None) else ""


def _value(editor: QWidget) -> str | int | bool | dt.date | None:
    match editor:
        case QPlainTextEdit():
            return editor.toPlainText().strip()
        case QSpinBox():
            return editor.value()
        case DateInput():
            return editor.day()
        case QComboBox():
            return str(editor.currentData() or "")
        case QCheckBox():
            return editor.isChecked()
        case QLineEdit():
            return (
                editor.text() if editor.echoMode() == QLineEdit.EchoMode.Password else editor.text().strip()
            )
    raise TypeError(editor)
