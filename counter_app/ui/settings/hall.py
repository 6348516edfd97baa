"""Settings: what this counter shows and says in the hall: display, self-service screen, voice."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from counter_app import config
from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, column, heading, line, row
from counter_app.ui.parts.fields import Field, combo, spin_box
from counter_app.ui.parts.folders import FolderInput
from counter_app.ui.settings.section import COUNTER, FormSection
from counter_app.ui.workplace import Workplace


class HallSection(FormSection):
    """What ``counter.toml`` keeps of the hall."""

    name = "hall"
    label = N_("Display and voice")
    icon = "television"
    lead = N_("What whoever waits sees and hears of this counter. Nothing of it names a citizen.")
    group = COUNTER

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        form = self.form
        self.display = form.tick("display", QCheckBox(_("The &display is open while somebody works here")))
        self.where = form.choice("display_screen", _screens())
        self.touch = form.choice("self_service_screen", _screens())
        self.voice = form.tick("on", QCheckBox(_("Calls are spo&ken")))
        self.volume = form.count("volume", spin_box(100))
        self.folder = FolderInput(_("&Own recordings"), placeholder=_("The folder voice in the data folder"))
        form.add("folder", self.folder.value, self.folder.set_value, self.folder.edited)
        self.open_display = button(_("Open or close the display"), key="Ctrl+H", icon="television")
        self.open_touch = button(
            _("Open or close self-service"), key="Ctrl+Shift+H", icon="gesture-tap-button"
        )
        self.listen = button(_("Listen"), icon="volume-high")
        self._build()
        place.configured.connect(self._on_configured)

    def _build(self) -> None:
        for one in (self.open_display, self.open_touch):
            one.setShortcut("")  # the frame has these keys everywhere
        self.open_display.clicked.connect(partial(self._on_want, "display"))
        self.open_touch.clicked.connect(partial(self._on_want, "self_service"))
        self.listen.clicked.connect(self._on_listen)
        self.volume.setSuffix(" %")
        self.volume.setFixedWidth(theme.now().px(120))
        left, right = QWidget(), QWidget()
        one_screen = _("With one screen only it covers the desk; Ctrl+L there leads to the password.")
        left.setLayout(
            column(
                heading(_("Display of the hall")),
                self.display,
                Field(_("&Screen of the display"), self.where),
                row(self.open_display, None),
                line(),
                heading(_("Self-service screen")),
                Field(_("Screen for &touch"), self.touch, hint=one_screen),
                row(self.open_touch, None),
                None,
                gap=10,
            )
        )
        files = _("0.wav to 9.wav, A.wav to Z.wav, {names}. What is missing, the program says.")
        names = "gong.wav, nomor_antrean.wav, silakan_menuju.wav, loket.wav"
        right.setLayout(
            column(
                heading(_("Voice")),
                self.voice,
                Field(_("&Volume"), self.volume),
                Field(_("&Own recordings"), self.folder, hint=files.format(names=names)),
                row(self.listen, None),
                None,
                gap=10,
            )
        )
        self.place_columns(left, right)

    def begin(self) -> None:
        """Begin at the display."""
        self.display.setFocus()

    def refresh(self) -> None:
        """Show what is in force."""
        hall, voice = self.place.config.hall, self.place.config.voice
        self.load(msgspec.structs.asdict(hall) | msgspec.structs.asdict(voice))

    def save(self) -> None:
        """Write what is chosen."""
        before = self.place.config
        hall = config.Hall(
            display=self.display.isChecked(),
            display_screen=str(self.where.currentData() or ""),
            self_service_screen=str(self.touch.currentData() or ""),
        )
        voice = config.Voice(
            on=self.voice.isChecked(), volume=self.volume.value(), folder=self.folder.value()
        )
        changed = msgspec.structs.replace(before, hall=hall, voice=voice)
        self.keep_config(changed, partial(self.settle, self.form.changes()))

    def _on_configured(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_want(self, what: str, _checked: bool = False) -> None:
        self.place.hall.emit(what)

    def _on_listen(self) -> None:
        self.place.heard.emit(self.volume.value(), self.folder.value())


def _screens() -> QComboBox:
    choices: list[tuple[str, Any]] = [("", _("The one that is not this desk's"))]
    for screen in QGuiApplication.screens():
        size = screen.size()
        choices.append((screen.name(), f"{screen.name()} · {size.width()} x {size.height()}"))
    return combo(choices)
