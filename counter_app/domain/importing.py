"""The register of an earlier year: which column is what, and what each line of it says.

A line becomes a ``RegisterLine`` or faults, each with its place, what stands there and what is expected.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from counter_app.domain import register_cells as cells
from counter_app.domain.errors import UserError
from counter_app.domain.register_cells import Cell, Wrong
from counter_app.domain.register_words import Services, Waits, bare, state_of
from counter_app.i18n import _, listing, short_date

FIELDS = (
    "opened", "name", "service", "state", "nik", "number", "done", "collected",
    "birth_date", "sex", "kelurahan", "address", "phone", "receiver", "remark",
)  # fmt: skip
_WORDS = {  # a state that holds for every line which says none, as a register would write it
    "in_process": "proses",
    "ready": "siap diambil",
    "collected": "sudah diambil",
    "finished": "selesai",
    "rejected": "ditolak",
    "withdrawn": "batal",
}
STATES = tuple(_WORDS)
HEADS = 30  # lines among which the headings are looked for
Mapped = Mapping[str, str]  # field -> heading


class Line(NamedTuple):
    """One line of a register as its file has it."""

    number: int  # as the spreadsheet counts
    cells: Sequence[Cell]


class Fault(NamedTuple):
    """Why a line can't be imported."""

    line: int
    column: str  # its heading
    found: str
    expected: str

    @property
    def sentence(self) -> str:
        """The fault with its place."""
        text = _("Line {line}, {column}: {found}. Expected: {expected}.")
        return text.format(
            line=self.line,
            column=self.column,
            found=self.found or _("empty"),
            expected=self.expected.rstrip("."),
        )


class RegisterLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One file of an earlier year, as its register tells it."""

    line: int
    opened: dt.date
    name: str
    service: str
    state: Literal["in_process", "ready", "collected", "rejected", "withdrawn"]
    waits: Waits = ""
    nik: str = ""
    number: str = ""
    done: dt.date | None = None  # of one closed: the day it was closed
    collected: dt.date | None = None
    birth_date: dt.date | None = None
    sex: Literal["", "L", "P"] = ""
    kelurahan: str = ""
    address: str = ""
    phone: str = ""
    receiver: str = ""
    remark: str = ""
    assumed: bool = False  # the register names no day of the end: the day of opening stands for it


class NoSuchField(UserError):
    """A column is given for something that a register does not have."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _("'{field}' is no field of a register. Known: {known}.").format(
                field=field, known=", ".join(FIELDS)
            )
        )


class NoSuchHeading(UserError):
    """The file has no such column."""

    def __init__(self, heading: str, headings: Sequence[str]) -> None:
        super().__init__(
            _("The file has no column '{heading}'. Its columns: {headings}.").format(
                heading=heading, headings=", ".join(headings)
            )
        )


class NotMapped(UserError):
    """A column is missing without which no line can be imported."""

    def __init__(self, fields: Sequence[str]) -> None:
        names = listing(field_label(field) for field in fields)
        super().__init__(_("Say which column holds: {fields}.").format(fields=names))


def field_label(field: str) -> str:
    """Return what a field of a register is called."""
    return {
        "number": _("Number in the old book"),
        "opened": _("Date of application"),
        "name": _("Name"),
        "nik": _("NIK"),
        "birth_date": _("Date of birth"),
        "sex": _("Sex"),
        "kelurahan": _("Kelurahan"),
        "address": _("Address"),
        "phone": _("Phone"),
        "service": _("Service"),
        "state": _("State"),
        "done": _("Date finished"),
        "collected": _("Date collected"),
        "receiver": _("Who collected it"),
        "remark": _("Remark"),
    }[field]


# Headings by the field they stand for, the surest first. ``*``: only the whole heading counts.
_HEADINGS = {
    "nik": "nik|no nik|nomor induk kependudukan|no ktp|nomor ktp|id number",
    "number": "no registrasi|nomor registrasi|no register|nomor register|no reg|no berkas|nomor berkas|"
    "no agenda|nomor agenda|no permohonan|nomor permohonan|no pendaftaran|nomor pendaftaran|"
    "register number|registration number|reg no|file number|number*",
    "birth_date": "tanggal lahir|tgl lahir|birth date|date of birth|ttl*|born*",
    "done": "tanggal selesai|tgl selesai|tanggal jadi|tgl jadi|tanggal cetak|tgl cetak|tanggal terbit|"
    "tgl terbit|date done|date finished|date ready|selesai*|finished*|done*",
    "collected": "tanggal ambil|tgl ambil|tanggal diambil|tgl diambil|tanggal pengambilan|tgl pengambilan|"
    "tanggal penyerahan|tgl penyerahan|tanggal diserahkan|tgl diserahkan|date collected|diambil*|collected*",
    "opened": "tanggal permohonan|tgl permohonan|tanggal masuk|tgl masuk|tanggal daftar|tgl daftar|"
    "tanggal pendaftaran|tgl pendaftaran|tanggal pengajuan|tgl pengajuan|tanggal register|tgl register|"
    "date of application|date opened|date received|hari tanggal*|tanggal*|tgl*|date*|opened*",
    "name": "nama pemohon|nama lengkap|nama warga|nama penduduk|full name|applicant|nama*|name*",
    "sex": "jenis kelamin|kelamin|l p*|lp*|jk*|sex*|gender*",
    "kelurahan": "kelurahan|desa|kel*|village*|ward*",
    "phone": "telepon|telp|handphone|no hp|nomor hp|no wa|whatsapp|phone|mobile|hp*|wa*",
    "address": "alamat|address",
    "service": "jenis layanan|jenis pelayanan|jenis permohonan|jenis dokumen|jenis surat|layanan|pelayanan|"
    "keperluan|service|service type|jenis*|permohonan*|dokumen*|kategori*",
    "state": "status berkas|status permohonan|status*|state*|outcome*|hasil*|keadaan*|keterangan*|ket*",
    "receiver": "nama penerima|nama pengambil|diambil oleh|diterima oleh|penerima|pengambil|collected by|"
    "who collected|receiver|received by",
    "remark": "catatan|remark|remarks|keterangan lain|notes*|note*|keterangan*|ket*",
}


def guess(headings: Sequence[str]) -> dict[str, str]:
    """Return which heading most likely stands for each field; a heading serves one field only."""
    marks = [(_likeness(bare(heading), field), heading, field) for field in _HEADINGS for heading in headings]
    found: dict[str, str] = {}
    for mark, heading, field in sorted(marks, key=lambda one: -one[0]):
        if mark and field not in found and heading not in found.values():
            found[field] = heading
    return found


def _likeness(heading: str, field: str) -> int:
    """Return how surely a heading means a field, 0 for not at all."""
    words, best = set(heading.split()), 0
    for place, known in enumerate(_HEADINGS[field].split("|")):
        name = known.rstrip("*")
        if heading == name:
            best = max(best, 200 - 2 * place - (field == "remark") * 60)
        elif not known.endswith("*") and set(name.split()) <= words:
            best = max(best, 40 + 10 * len(name.split()) - place - len(words))
    return best


def headings_in(lines: Sequence[Line]) -> tuple[int, list[str]]:
    """Return which line bears the headings, the one that most fields are found in, and these."""
    if not lines:
        return 0, []
    best = max(range(len(lines)), key=lambda n: (len(guess(_names(lines[n].cells))), -n))
    return best, _names(lines[best].cells)


def _names(found: Sequence[Cell]) -> list[str]:
    """Return headings that differ: a second of one name is numbered, an empty one bears its letter."""
    names: list[str] = []
    for place, cell in enumerate(found):
        name = cells.shown(cell) or f"({letters(place)})"
        same = sum(name == one or one.startswith(f"{name} (") for one in names)
        names.append(f"{name} ({same + 1})" if name in names else name)
    return names


def letters(place: int) -> str:
    """Return what a spreadsheet calls its column: A, B ... Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def check_mapping(mapped: Mapped, headings: Sequence[str], *, service: str, state: str) -> None:
    """Refuse a mapping without what every line needs; ``service`` and ``state`` may hold for all lines."""
    for field, heading in mapped.items():
        if field not in FIELDS:
            raise NoSuchField(field)
        if heading not in headings:
            raise NoSuchHeading(heading, headings)
    missing = [field for field in ("opened", "name") if field not in mapped]
    if "service" not in mapped and not service:
        missing.append("service")
    if not state and not {"state", "done", "collected"} & set(mapped):
        missing.append("state")
    if missing:
        raise NotMapped(missing)


class Reader:
    """Reads the lines of one register under a mapping."""

    def __init__(
        self,
        mapped: Mapped,
        headings: Sequence[str],
        services: Services,
        today: dt.date,
        *,
        service: str = "",
        state: str = "",
    ) -> None:
        check_mapping(mapped, headings, service=service, state=state)
        self._mapped = mapped
        places = {field: headings.index(heading) for field, heading in mapped.items()}
        self._places = dict(sorted(places.items(), key=lambda one: one[1]))  # faults come as one reads
        self._services, self._today = services, today
        self._service, self._state = service, state

    def read(self, line: Line) -> RegisterLine | list[Fault]:
        """Return what a line says, or all that is wrong with it."""
        values = {field: self._value(field, self.cell(line, field)) for field in self._places}
        faults = [self._fault(line, field, one) for field, one in values.items() if isinstance(one, Wrong)]
        if faults:
            return faults
        for field, one in self._rules(values):
            faults.append(self._fault(line, field, one))
        return faults or self._line(line, values)

    def cell(self, line: Line, field: str) -> Cell:
        """Return what stands in the column of a field."""
        place = self._places.get(field)
        return line.cells[place] if place is not None and place < len(line.cells) else None

    def _fault(self, line: Line, field: str, wrong: Wrong) -> Fault:
        return Fault(line.number, self._mapped.get(field, field_label(field)), *wrong)

    def _value(self, field: str, cell: Cell) -> Any:
        match field:
            case "opened" | "done" | "collected" | "birth_date":
                return cells.day_of(cell, birth=field == "birth_date")
            case "nik":
                return cells.nik_of(cell)
            case "sex":
                return cells.sex_of(cell)
            case "phone":
                return cells.phone_of(cell)
            case "name":
                return cells.name_of(cell)
        text = cells.text_of(cell)
        if isinstance(text, Wrong) or field not in ("service", "state"):
            return text
        if field == "state":
            return state_of(text)
        return self._services.find(text) if text else self._service or Wrong("", _("the name of a service"))

    def _rules(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Wrong]]:
        """Yield what does not fit together in one line."""
        opened, done, collected, born = (values.get(f) for f in ("opened", "done", "collected", "birth_date"))
        if opened is None:
            yield "opened", Wrong("", _("the day of the application, such as 14-03-2017"))
            return
        for field, day, first in (
            ("opened", opened, cells.FIRST),
            ("done", done, opened),
            ("collected", collected, done or opened),
        ):
            if day is not None and not first <= day <= self._today:
                days = {"first": short_date(first), "last": short_date(self._today)}
                yield field, Wrong(short_date(day), _("a day from {first} to {last}").format(**days))
        if born is not None and not dt.date(1900, 1, 1) <= born <= opened:
            yield "birth_date", Wrong(short_date(born), _("a birth before the application"))
        said = self._said(values)
        if collected is not None and said.state in ("in_process", "ready", "rejected", "withdrawn"):
            yield "collected", Wrong(short_date(collected), _("no date: the state says it was not collected"))
        elif done is not None and said.state == "in_process":
            yield "done", Wrong(short_date(done), _("no date: the state says it is not finished"))

    def _said(self, values: Mapping[str, Any]) -> Any:
        said = values.get("state")
        return said if said is not None and said.state else state_of(_WORDS.get(self._state, ""))

    def _line(self, line: Line, values: Mapping[str, Any]) -> RegisterLine:
        said, opened = self._said(values), values["opened"]
        done, collected, receiver = values.get("done"), values.get("collected"), values.get("receiver", "")
        state = said.state
        if not state:
            state = "finished" if done or collected or receiver else "in_process"
        if state == "finished":
            tracked = "collected" in self._mapped and not (collected or receiver)
            state = "ready" if tracked else "collected"
        assumed = state != "in_process" and not (done or collected)
        if state != "in_process":
            done = done or collected or opened
        if state == "collected":
            collected = collected or done
        rest = ("nik", "number", "birth_date", "sex", "kelurahan", "address", "phone", "remark")
        return RegisterLine(
            line=line.number,
            opened=opened,
            name=values["name"],
            service=values.get("service") or self._service,
            state=state,
            waits=said.waits if state == "in_process" else "",
            done=done,
            collected=collected,
            receiver=receiver if state == "collected" else "",
            assumed=assumed,
            **{field: values[field] for field in rest if values.get(field)},
        )
