"""Qt's own words come in the language of the program."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from counter_app.i18n import set_language
from counter_app.ui.qt_words import WORDS, QtWords


def shown(widget: QLineEdit) -> list[str]:
    menu = widget.createStandardContextMenu()
    found = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    return found


def test_the_menu_of_an_input_speaks_indonesian(qtbot: Any) -> None:
    app = QApplication.instance()
    words, edit = QtWords(app), QLineEdit()
    qtbot.addWidget(edit)
    set_language("id")
    app.installTranslator(words)
    try:
        assert {"&Salin", "&Tempel", "Pilih semua"} <= set(shown(edit))
        set_language("en")
        assert "&Copy" in shown(edit)
    finally:
        app.removeTranslator(words)


def test_what_is_not_known_stays_as_qt_has_it() -> None:
    set_language("id")
    assert QtWords().translate("QFileDialog", "Something new in Qt") == "Something new in Qt"
    assert all(QtWords().translate("", word) != "" for word in WORDS)


def test_the_file_window_asks_in_indonesian(qtbot: Any) -> None:
    app = QApplication.instance()
    words = QtWords(app)
    set_language("id")
    app.installTranslator(words)
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    try:
        assert dialog.labelText(QFileDialog.DialogLabel.FileName) == "&Nama berkas:"
    finally:
        app.removeTranslator(words)
