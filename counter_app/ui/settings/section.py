"""The base of every section of the settings: asks when it is seen, keeps what is typed, refuses in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app import config
from counter_app.domain.errors import UserError
from counter_app.domain.hours import DAYS
from counter_app.domain.settings import Settings
from counter_app.i18n import N_, _
from counter_app.office.commands.settings import ChangeSettings
from counter_app.office.office import Done
from counter_app.office.queries.services import OfficeSettings
from counter_app.ui import theme
from counter_app.ui.parts.blocks import row, scrolled
from counter_app.ui.parts.notice import Notice
from counter_app.ui.screen import Screen
from counter_app.ui.settings.form import Form
from counter_app.ui.workplace import Workplace

OFFICE, COUNTER, SELF = N_("The whole office"), N_("This counter"), N_("Yourself")
HEADS = frozenset({"supervisor", "admin"})
ALL = HEADS | {"clerk", "camat"}

WIDE = 430  # of one of two columns


class Section(QWidget):
    """One page of the settings."""

    name: ClassVar[str]
    label: ClassVar[str]  # msgid
    icon: ClassVar[str]
    lead: ClassVar[str] = ""  # msgid
    group: ClassVar[str] = OFFICE
    roles: ClassVar[frozenset[str]] = HEADS
    topics: ClassVar[frozenset[str]] = frozenset()
    saves: ClassVar[bool] = False  # has a Save of its own, else every act is done at once

    edited = Signal()  # what is unsaved may have changed
    saving = False  # what was saved last is under way: a second Save would write it twice

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place, self.ops = place, place.ops
        self.notice = Notice()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.GAP)
        self.body.addWidget(self.notice)

    def refresh(self) -> None:
        """Ask for what the section shows."""

    def begin(self) -> None:
        """Put the focus where one works first."""

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not in force."""
        return False

    def save(self) -> None:
        """Put what is typed in force."""

    def undo(self) -> None:
        """Forget what is typed."""

    def typed(self) -> dict[str, Any]:
        """Return what is unsaved, to be kept; never a password."""
        return {}

    def restore(self, typed: dict[str, Any]) -> None:
        """Type again what was kept."""

    @property
    def over(self) -> QWidget:
        """What a question covers: the whole screen, wherever the section lies in it."""
        found: QWidget = self
        while not isinstance(found, Screen) and (parent := found.parentWidget()) is not None:
            found = parent
        return found

    def refuse(self, error: UserError) -> None:
        """Say beside the section why nothing was changed."""
        self.saving = False
        self.notice.say(str(error), "bad")

    def keep_config(self, changed: config.Config, done: Callable[[], None]) -> None:
        """Write this counter's own settings; what can't be written is said beside the section."""
        self.notice.clear()
        self.saving = True
        self.place.keep(changed, self, done, self.refuse)


class FormSection(Section):
    """A section that is one form with one Save."""

    saves = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.form = Form(self)
        self.form.edited.connect(self.edited)
        self._kept: dict[str, Any] = {}

    def place_inner(self, inner: QWidget) -> None:
        """Show the inputs, scrolled where the window is low."""
        self.body.addWidget(scrolled(inner), 1)

    def place_columns(self, left: QWidget, right: QWidget) -> None:
        """Show the inputs in two columns that grow no wider than they are read well."""
        for side in (left, right):
            side.setMaximumWidth(theme.now().px(WIDE))
        inner, both = QWidget(), row(left, right, None, gap=36)
        both.setStretch(0, 3)
        both.setStretch(1, 3)
        inner.setLayout(both)
        self.place_inner(inner)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not in force."""
        return bool(self.form.changes()) or bool(self._kept)

    def load(self, values: dict[str, Any]) -> None:
        """Show what is in force, then what was kept from before."""
        self.form.load(values)
        kept, self._kept = self._kept, {}
        if kept:
            self.form.restore(kept)

    def settle(self, sent: dict[str, Any]) -> None:
        """Say that what was sent is in force."""
        self.saving = False
        self.form.settle(sent)
        self.place.say(_("Saved: {section}.").format(section=_(self.label)))

    def undo(self) -> None:
        """Show what is in force."""
        self.notice.clear()
        self.form.undo()

    def typed(self) -> dict[str, Any]:
        """Return what is unsaved."""
        return self.form.changes() or self._kept

    def restore(self, typed: dict[str, Any]) -> None:
        """Type again what was kept, at once or when the answer has come."""
        if self.form.loaded:
            self.form.restore(typed)
        else:
            self._kept = typed
        self.edited.emit()


class OfficeForm(FormSection):
    """A form over settings of the office: only what changed goes into the journal."""

    topics = frozenset({"office"})

    def refresh(self) -> None:
        """Ask for the settings."""
        self.ops.ask(OfficeSettings(), self, self._show)

    def _show(self, found: dict[str, Any]) -> None:
        self.load(self.values_of(msgspec.convert(found, Settings)))

    def values_of(self, settings: Settings) -> dict[str, Any]:
        """Return the settings as plain values."""
        return plain(settings)

    def changed(self) -> dict[str, Any]:
        """Return what goes into the journal."""
        return self.form.changes()

    def save(self) -> None:
        """Change what was changed here."""
        self.saving = True
        command = ChangeSettings(settings=self.changed())
        self.ops.run(command, self, partial(self._on_saved, self.form.changes()), self.refuse)

    def _on_saved(self, sent: dict[str, Any], _done: Done) -> None:
        self.notice.clear()
        self.settle(sent)


def plain(settings: Settings) -> dict[str, Any]:
    """Return every setting, defaults too, as JSON knows it."""
    found = {name: _json(getattr(settings, name)) for name in settings.__struct_fields__}
    week = {day: list(getattr(settings.hours, day)) for day in DAYS}
    return found | {"hours": week | {"special": _json(settings.hours.special)}}


def _json(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))
