"""Qt's own words (menus of inputs, its file window, its buttons) in the language of the program.

Qt brings no Indonesian along; on Windows the system's own file window comes in the system's language.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from counter_app.i18n import N_, _, language

WORDS = frozenset(
    (
        N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"), N_("Select All"),
        N_("&Step up"), N_("Step &down"), N_("Copy &Link Location"),
        N_("OK"), N_("&OK"), N_("Cancel"), N_("&Cancel"), N_("&Yes"), N_("&No"), N_("Close"), N_("&Close"),
        N_("&Open"), N_("&Save"), N_("Save"), N_("Open"), N_("&Choose"), N_("Save As"), N_("Find Directory"),
        N_("Look in:"), N_("Directory:"), N_("File &name:"), N_("Files of type:"), N_("Back"), N_("Forward"),
        N_("Parent Directory"), N_("Create New Folder"), N_("&New Folder"), N_("New Folder"), N_("List View"),
        N_("Detail View"), N_("&Rename"), N_("&Delete"), N_("Show &hidden files"), N_("My Computer"),
        N_("Computer"), N_("Name"), N_("Size"), N_("Type"), N_("Date Modified"), N_("All Files (*)"),
        N_("Show Details..."), N_("Hide Details..."),
    )
)  # fmt: skip


class QtWords(QTranslator):
    """Answers Qt out of the program's own catalogue; whatever it does not know stays as it is."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return Qt's ``sourceText`` in the language in force."""
        return _(sourceText) if sourceText in WORDS and language() != "en" else sourceText

    def isEmpty(self) -> bool:
        """Say that there is something to ask."""
        return False
