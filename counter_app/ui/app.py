"""Starts the window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from counter_app import config
from counter_app.i18n import language
from counter_app.ui import faults, theme
from counter_app.ui.garbage import Garbage
from counter_app.ui.hall.speaker import Loudspeaker
from counter_app.ui.printers import SystemPrinters
from counter_app.ui.qt_words import QtWords
from counter_app.ui.window import Window


def start(folder: Path) -> int:
    """Open the window of the office in ``folder`` and return when it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    faults.install()
    dress(app, folder)
    window = Window(folder, SystemPrinters(), speaker=Loudspeaker())
    window.resize(1366, 768)
    window.showMaximized()
    gc.freeze()
    Garbage(app)
    return app.exec()


def dress(app: QApplication, folder: Path) -> None:
    """Give the program its look before the first window."""
    app.setApplicationName("counter-app")
    app.installTranslator(QtWords(app))
    fresh = config.Config(counter="", code="", language=language())
    settings = config.load(folder) if config.exists(folder) else fresh
    theme.apply(app, theme.chosen(settings.theme, settings.text_size, app))
