"""Settings: the language of papers, the words for kelurahan and lurah, the numbers of letters."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import UserError
from counter_app.domain.letter_numbers import DEFAULT, LONGEST, TOKENS
from counter_app.domain.villages import KINDS
from counter_app.i18n import N_, _, listing
from counter_app.office.queries.letters import NextLetter
from counter_app.ui import villages
from counter_app.ui.parts.blocks import column, heading, text
from counter_app.ui.parts.fields import Field, combo, line_edit
from counter_app.ui.settings.section import OfficeForm
from counter_app.ui.workplace import Workplace

PAUSE = 120  # ms without a key before the next number is asked for


class LettersSection(OfficeForm):
    """What all papers of the office have in common, and how its letters are numbered."""

    name = "letters"
    label = N_("Papers and letters")
    icon = "file-sign"
    lead = N_("In which language papers speak, what a kelurahan is called here, how letters are numbered.")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        form = self.form
        languages = [("id", "Bahasa Indonesia"), ("en", "English")]
        self.language = form.choice("paper_language", combo(languages))
        words = [(code, f"{one.title} · {one.head}") for code, one in KINDS.items()]
        self.villages = form.choice("villages", combo(words))
        self.pattern = form.line("letter_pattern", line_edit(most=LONGEST))
        self.short = form.line("letter_office", line_edit(most=20))
        self.next = text("", "soft", wrap=True)
        self.pattern_field = Field(_("&Pattern of letter numbers"), self.pattern, hint=_explained())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        form.edited.connect(self._pause.start)
        self._build()

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        short = _("Empty: its initials, such as SU.II.")
        kept = _("A number that was given stays given: after an undo the next one is taken.")
        for_all = _("For citizens and for the office alike, whatever language a screen speaks.")
        left.setLayout(
            column(
                heading(_("Printed papers")),
                Field(_("&Language of papers and reports"), self.language, hint=for_all),
                Field(_("What lies below the &kecamatan, and its head"), self.villages),
                None,
                gap=10,
            )
        )
        right.setLayout(
            column(
                heading(_("Numbers of letters")),
                self.pattern_field,
                Field(_("This &office in a number"), self.short, hint=short),
                self.next,
                text(kept, "hint", wrap=True),
                None,
                gap=10,
            )
        )
        self.place_columns(left, right)

    def begin(self) -> None:
        """Begin at the language."""
        self.language.setFocus()

    def settle(self, sent: dict[str, Any]) -> None:
        """Say what is in force; other words for kelurahan build the screens anew."""
        super().settle(sent)
        if "villages" in sent:
            villages.call(KINDS[sent["villages"]])
            self.place.dressed.emit()

    def _ask(self) -> None:
        """Ask for the number that the pattern gives as it is typed now."""
        pattern = self.pattern.text().strip() or DEFAULT
        question = NextLetter(pattern=pattern, office=self.short.text().strip())
        self.ops.ask(question, self, self._show_next, self._show_fault)

    def _show_next(self, found: dict[str, str]) -> None:
        self.pattern_field.say("")
        self.next.setText(_("The next letter gets: {letter}").format(letter=found["letter"]))

    def _show_fault(self, error: UserError) -> None:
        self.next.setText("")
        self.pattern_field.say(str(error), "bad")


def _explained() -> str:
    tokens = listing(f"{{{token}}}" for token in TOKENS)
    return _("{tokens} are filled in; {padded} counts 001, 002, anew each year.").format(
        tokens=tokens, padded="{n:3}"
    )
