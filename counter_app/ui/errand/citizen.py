"""The citizen: NIK first, which fills in whoever was here before; warnings stand beside the field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QRadioButton, QWidget

from counter_app.domain import nik as niks
from counter_app.domain.numbers import is_number
from counter_app.domain.words import state_label
from counter_app.i18n import _, ngettext
from counter_app.office.queries.errand import Identity
from counter_app.ui import theme, villages
from counter_app.ui.errand.draft import Draft
from counter_app.ui.ops import Ops
from counter_app.ui.parts.blocks import Chip, button, column, heading, key_text, line, row, text
from counter_app.ui.parts.fields import Field, combo, line_edit
from counter_app.ui.parts.inputs import DateInput
from counter_app.ui.parts.suggest import Suggest, Suggestion

RESUME = "Ctrl+B"
PAUSE = 150  # ms after the last key


class OpenFile(NamedTuple):
    """A file of the citizen that is not ended."""

    application: str
    service: str
    label: str
    state: str


class CitizenForm(QWidget):
    """Who comes, and who hands the papers in."""

    changed = Signal()
    known = Signal()  # the NIK belongs to somebody seen before: the service comes next
    finished = Signal()  # Enter on the last input
    scanned = Signal(str)  # the number of an application in the place of a NIK
    met = Signal()  # it is known which files of this citizen are open
    resumed = Signal(str)  # the number of the open file to go on with

    def __init__(self, ops: Ops) -> None:
        super().__init__()
        self._ops = ops
        self._filling = False
        self._filled: dict[QLineEdit, str] = {}  # what a NIK filled in
        self._sex_filled = False
        self._villages: list[str] = []
        self._own = ""  # the file of the errand at work
        self.open_files: list[OpenFile] = []
        self.status = Chip()
        self.nik = line_edit(placeholder=_("16 digits"), most=23)
        self.nik.setProperty("kind", "big")
        self.nik.setValidator(QRegularExpressionValidator(QRegularExpression(r"[\w .*-]*"), self))
        self.chips = [Chip(), Chip()]
        self.waits = button("", "pill", icon="alert")  # the newest file of this citizen that is open
        self.waits.hide()
        self.name, self.phone, self.kelurahan, self.address = (line_edit() for _n in range(4))
        self.birth = DateInput(birth=True)
        self.sex = combo([("", ""), ("P", _("Woman")), ("L", _("Man"))])
        self.self_there, self.proxy = QRadioButton(_("Applican&t")), QRadioButton(_("&Somebody else"))
        self.submitter, self.relation = line_edit(), line_edit()
        self._fields()
        self._build()
        self._listen()

    def _fields(self) -> None:
        self.nik_field = Field(_("N&IK"), self.nik)
        self.name_field = Field(_("&Name"), self.name)
        self.birth_field = Field(_("Date of &birth"), self.birth)
        self.sex_field = Field(_("Se&x"), self.sex)
        self.phone_field = Field(_("Tele&phone"), self.phone)
        self.kelurahan_field = Field(villages.now().said(_("&Kelurahan")), self.kelurahan)
        self.address_field = Field(_("A&ddress"), self.address)
        self.submitter_field = Field(_("Na&me of who hands in"), self.submitter)
        self.relation_field = Field(_("&Relation"), self.relation)
        self.suggest = Suggest(self.kelurahan)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(7)
        for place, field in (
            ((0, 0, 1, 4), self.name_field),
            ((0, 4, 1, 2), self.birth_field),
            ((1, 0, 1, 3), self.phone_field),
            ((1, 3, 1, 3), self.sex_field),
            ((2, 0, 1, 3), self.kelurahan_field),
            ((2, 3, 1, 3), self.address_field),
        ):
            grid.addWidget(field, *place, Qt.AlignmentFlag.AlignTop)
        for number in range(6):
            grid.setColumnStretch(number, 1)
        who = row(text(_("Handed in by"), "soft"), self.self_there, self.proxy, None, gap=theme.GAP)
        self.other = QWidget()
        self.other.setLayout(row(self.submitter_field, self.relation_field, gap=theme.GAP))
        self.setLayout(
            column(
                row(heading(_("Applicant")), None, self.status),
                self.nik_field,
                row(*self.chips, self.waits, None),
                grid,
                who,
                self.other,
                line(),
                gap=7,
            )
        )

    def _listen(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.nik.textEdited.connect(self._on_nik)
        self.nik.returnPressed.connect(self._on_nik_entered)
        self.waits.clicked.connect(self._on_waits)
        for editor in self._lines():
            editor.textEdited.connect(self._on_changed)
        for editor in (self.name, self.birth, self.phone, self.kelurahan, self.address, self.submitter):
            editor.installEventFilter(self)
        self.relation.installEventFilter(self)
        self.sex.installEventFilter(self)
        self.sex.activated.connect(self._on_changed)
        self.proxy.toggled.connect(self._on_proxy)
        self.birth.changed.connect(self._pause.start)  # the NIK may say another day
        self.kelurahan.textEdited.connect(self._on_kelurahan)
        self.suggest.taken.connect(self._on_village)

    def _lines(self) -> list[QLineEdit]:
        return [
            self.name,
            self.birth,
            self.phone,
            self.kelurahan,
            self.address,
            self.submitter,
            self.relation,
        ]

    @property
    def asking(self) -> bool:
        """Whether the NIK is about to be asked about."""
        return self._pause.isActive()

    def know_villages(self, names: list[str]) -> None:
        """Suggest the kelurahan of this kecamatan."""
        self._villages = names

    def show_draft(self, draft: Draft) -> None:
        """Show the citizen of ``draft``."""
        self._filling, self._filled, self._sex_filled = True, {}, False
        self._own = draft.application
        self.nik.setText(_grouped(draft.nik))
        self.nik.setReadOnly(draft.masked)
        self.name.setText(draft.name)
        self.birth.set_day(draft.birth_date)
        self.sex.setCurrentIndex(max(self.sex.findData(draft.sex), 0))
        self.phone.setText(draft.phone)
        self.kelurahan.setText(draft.kelurahan)
        self.address.setText(draft.address)
        self.submitter.setText(draft.submitter)
        self.relation.setText(draft.relation)
        (self.proxy if draft.proxy else self.self_there).setChecked(True)
        self.other.setVisible(draft.proxy)
        self._forget()
        self._filling = False
        if draft.nik and not draft.masked:
            self._ask()

    def wrong(self) -> QLineEdit | None:
        """Return the first input that can't be written, and say below it why; None when all can."""
        self.name_field.say("" if self.name.text().strip() else _("Fill this in first."), "bad")
        if not self.name.text().strip():
            return self.name
        return None if self.birth_field.check() else self.birth

    def fill(self, draft: Draft) -> None:
        """Put what is typed into ``draft``."""
        self._own = draft.application
        draft.nik = self.nik.text().strip() if draft.masked else _digits(self.nik.text())
        draft.name = self.name.text()
        draft.birth_date = self.birth.day()
        draft.sex = str(self.sex.currentData() or "")
        draft.phone = self.phone.text()
        draft.kelurahan = self.kelurahan.text()
        draft.address = self.address.text()
        draft.proxy = self.proxy.isChecked()
        draft.submitter = self.submitter.text().strip()
        draft.relation = self.relation.text().strip()

    def _forget(self) -> None:
        self.status.say("")
        for chip in self.chips:
            chip.say("")
        self.open_files = []
        self.waits.hide()
        for field in (self.nik_field, self.birth_field, self.name_field):
            field.say("")

    def _on_changed(self, _value: Any = None) -> None:
        if not self._filling:
            self.changed.emit()

    def _on_nik(self, _text: str) -> None:
        self._forget()
        self._take_back()
        self._on_changed()
        self._pause.start()

    def _take_back(self) -> None:
        """Take away what another NIK filled in, unless somebody changed it since."""
        for editor, value in self._filled.items():
            if editor.text() == value:
                editor.clear()
        if self._sex_filled:
            self.sex.setCurrentIndex(0)
        self._filled, self._sex_filled = {}, False

    def _on_nik_entered(self) -> None:
        self._pause.stop()
        typed = _digits(self.nik.text())
        if is_number(typed.upper()):
            self.nik.clear()
            self._on_changed()
            self.scanned.emit(typed.upper())
        elif typed:
            self._ask(then=True)
        else:
            self.name.setFocus()

    def _on_proxy(self, there: bool) -> None:
        self.other.setVisible(there)
        self._on_changed()
        if there and not self._filling:
            self.submitter.setFocus()

    def _ask(self, *, then: bool = False) -> None:
        digits = _digits(self.nik.text())
        if not digits or (len(digits) < niks.LENGTH and not then):
            return
        derived = self._filled.get(self.birth) == self.birth.text()
        given = None if derived else self.birth.day()
        show = self._show_and_go if then else self._show
        self._ops.ask(Identity(nik=digits, birth_date=given), self, partial(self._answer, digits, show))

    def _answer(self, digits: str, show: Callable[[dict[str, Any]], None], found: dict[str, Any]) -> None:
        """Show what is said of a NIK, unless another one stands in the field by now."""
        if digits == _digits(self.nik.text()):
            show(found)

    def _show_and_go(self, found: dict[str, Any]) -> None:
        self._show(found)
        if found["problem"]:
            self.nik.setFocus()
        elif found["earlier"]:
            self.known.emit()
        else:
            self.name.setFocus()

    def _show(self, found: dict[str, Any]) -> None:
        """Show what the NIK says; fill in only what is still empty."""
        self._forget()
        if found["problem"]:
            self.nik_field.say(found["problem"])
            return
        self.nik_field.say(" ".join(found["warnings"]))
        earlier = found["earlier"] or {}
        self._filling = True
        self.nik.setText(_grouped(_digits(self.nik.text())))
        self._complete(found, earlier)
        self._filling = False
        self.chips[0].say({"P": _("Woman"), "L": _("Man")}[found["sex"]], "accent")
        age = ngettext("{n} year old", "{n} years old", found["age"]).format(n=found["age"])
        self.chips[1].say(age, "accent")
        if earlier:
            self.status.say(_("Seen before · filled in"), "ok", "account-check-outline")
        self._meet([OpenFile(**one) for one in found["open"]])
        self.changed.emit()
        self.met.emit()

    def _meet(self, found: list[OpenFile]) -> None:
        """Show the citizen's other files that are open; the one at work is no other."""
        self.open_files = [one for one in found if one.application != self._own]
        self.waits.setVisible(bool(self.open_files))
        if self.open_files:
            first = self.open_files[0]
            words = _("Open: {number}").format(number=first.application)
            self.waits.setText(f"{words}   {key_text(RESUME)}")
            self.waits.setShortcut(RESUME)  # a new text takes the key away
            self.waits.setAccessibleName(words)
            self.waits.setToolTip(f"{first.label} · {state_label(first.state)}")

    def _on_waits(self) -> None:
        self.resumed.emit(self.open_files[0].application)

    def _complete(self, found: dict[str, Any], earlier: dict[str, Any]) -> None:
        for editor, value in (
            (self.name, earlier.get("name")),
            (self.phone, earlier.get("phone")),
            (self.kelurahan, earlier.get("kelurahan")),
            (self.address, earlier.get("address")),
        ):
            if value and not editor.text():
                self._fill_in(editor, value)
        if self.birth.day() is None:
            self.birth.set_iso(found["birth_date"])
            self._filled[self.birth] = self.birth.text()
        if not self.sex.currentData():
            self.sex.setCurrentIndex(max(self.sex.findData(found["sex"]), 0))
            self._sex_filled = True

    def _fill_in(self, editor: QLineEdit, value: str) -> None:
        editor.setText(value)
        self._filled[editor] = value

    def _on_kelurahan(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        fitting = [name for name in self._villages if wanted and wanted in name.casefold()]
        self.suggest.show([Suggestion(name, name) for name in fitting if name.casefold() != wanted])

    def _on_village(self, name: str) -> None:
        self.kelurahan.setText(name)
        self._on_changed()
        self.address.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next input, as Tab does."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if watched is self.kelurahan and self.suggest.open:
            return False  # Enter takes the suggestion
        self._go_on(watched)
        return True

    def _go_on(self, watched: QObject) -> None:
        last = self.relation if self.proxy.isChecked() else self.address
        if watched is last:
            self.finished.emit()
        else:
            self.focusNextChild()


def _digits(typed: str) -> str:
    return "".join(typed.split()).replace(".", "")


def _grouped(nik: str) -> str:
    """Return a NIK in groups of four, as one compares it with a card."""
    return " ".join(nik[at : at + 4] for at in range(0, len(nik), 4))
