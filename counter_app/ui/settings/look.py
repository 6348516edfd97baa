"""Settings: language, light or dark, size of text; in force as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtWidgets import QAbstractButton, QWidget

from counter_app.i18n import N_, _
from counter_app.ui.parts.blocks import button as make
from counter_app.ui.parts.blocks import column, heading, row, text
from counter_app.ui.parts.one_of import OneOf
from counter_app.ui.settings.section import ALL, COUNTER, Section
from counter_app.ui.workplace import Workplace


class Look(Section):
    """Three choices of one click."""

    name = "look"
    label = N_("Language and look")
    icon = "palette-outline"
    lead = N_("In force at once, for everybody who works at this computer.")
    group = COUNTER
    roles = ALL

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.choices: dict[str, OneOf] = {}
        languages = [("id", "Bahasa Indonesia"), ("en", "English")]
        themes = [("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
        sizes = [("small", _("Small")), ("normal", _("Normal")), ("large", _("Large"))]
        self.body.addLayout(
            column(
                heading(_("Language of screens")),
                self._line("language", languages),
                text(_("Papers keep the language that the office chose for them."), "hint"),
                10,
                heading(_("Light or dark")),
                self._line("theme", themes),
                text(_("Dark is easier on the eyes in a dim room; papers stay white."), "hint"),
                10,
                heading(_("Size of text")),
                self._line("text_size", sizes),
                None,
            )
        )
        self.body.addStretch()

    def _line(self, name: str, choices: Sequence[tuple[str, str]]) -> QWidget:
        group = self.choices[name] = OneOf(self)
        found = QWidget()
        pills = []
        for code, words in choices:
            pill = make(words, "pill")
            pill.setCheckable(True)
            pill.setChecked(code == getattr(self.place.config, name))
            pill.setProperty("choice", (name, code))
            group.add(pill)
            pills.append(pill)
        found.setLayout(row(*pills, None))
        group.buttonClicked.connect(self._on_chosen)
        return found

    def begin(self) -> None:
        """Begin at the language in force."""
        if (chosen := self.choices["language"].checkedButton()) is not None:
            chosen.setFocus()

    def refresh(self) -> None:
        """Show what is in force."""
        for name, group in self.choices.items():
            for pill in group.buttons():
                pill.setChecked(pill.property("choice")[1] == getattr(self.place.config, name))

    def _on_chosen(self, pill: QAbstractButton) -> None:
        name, code = pill.property("choice")
        self.keep_config(msgspec.structs.replace(self.place.config, **{name: code}), _nothing)


def _nothing() -> None:
    """The windows are built anew; that says enough."""
