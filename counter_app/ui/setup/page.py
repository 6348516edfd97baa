"""The base of the wizard's pages: what is typed is kept in the plan, a wrong field is said beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.errors import UserError
from counter_app.domain.founding import Unfit
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.parts.fields import Field
from counter_app.ui.parts.notice import Notice
from counter_app.ui.printers import Printers
from counter_app.ui.setup.plan import Check, Plan

INPUTS = (QLineEdit, QComboBox, QCheckBox, QRadioButton, QAbstractSpinBox)


@dataclass(frozen=True)
class Kit:
    """What every page may use."""

    folder: Path
    background: Background
    printers: Printers
    now: Callable[[], dt.datetime]


class Page(QWidget):
    """One step of the wizard."""

    step: ClassVar[str] = ""  # msgid: its word in the list of steps
    title: ClassVar[str] = ""  # msgid
    lead: ClassVar[str] = ""  # msgid: one or two sentences below the title
    part: ClassVar[str] = ""  # of the founding that this page is about

    further = Signal()  # go on

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__()
        self.plan, self.kit = plan, kit
        self.notice = Notice()
        self.fields: dict[str, Field] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, theme.SMALL_GAP, 0)
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self.notice)

    def keep(self) -> None:
        """Write what is typed into the plan."""

    def begin(self) -> None:
        """Show the plan and put the cursor where one types first."""

    def check(self) -> Check:
        """Return what raises when the page can't stay as it is; it runs off the GUI thread."""
        return _nothing_wrong

    def inputs(self) -> list[QWidget]:
        """Return what is typed into or chosen from now, in the order of Tab."""
        found, one = list[QWidget](), self.nextInFocusChain()
        while one is not None and one is not self:
            if isinstance(one, INPUTS) and self.isAncestorOf(one) and _takes(one):
                found.append(one)
            one = one.nextInFocusChain()
        return found

    def refuse(self, error: UserError) -> None:
        """Say what is wrong, beside the field if it is known."""
        field = self.fields.get(error.field) if isinstance(error, Unfit) else None
        if field is None:
            self.notice.say(str(error), "bad")
            return
        field.say(str(error), "bad")
        field.editor.setFocus()

    def forgive(self) -> None:
        """Take every complaint away."""
        self.notice.clear()
        for field in self.fields.values():
            field.say("")

    def concerns(self, error: UserError) -> bool:
        """Tell whether a refusal is about this page."""
        return isinstance(error, Unfit) and (
            error.field in self.fields or error.field.split(".")[0] == self.part
        )


def _takes(one: QWidget) -> bool:
    """Tell whether Tab would stop there."""
    tabbed = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and one.isVisible() and one.isEnabled() and one.focusProxy() is None


def _nothing_wrong() -> None:
    """Accept a page as it is."""
