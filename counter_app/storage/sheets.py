"""Opens the register of an earlier year: XLSX or CSV, its rows in a stream, whatever lies in the file.

What can't be read is refused with a sentence; what is too much as well, before it fills the memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from counter_app.domain.errors import UserError
from counter_app.domain.importing import Line
from counter_app.domain.register_cells import Cell, Unreadable
from counter_app.i18n import _, number
from counter_app.storage.xlsx import LONG, Broken, Workbook

MOST_BYTES = 50 << 20
MOST_LINES = 50_000
MOST_COLUMNS = 100
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and every file of Office behind a password
_TEXT_FORMULA = re.compile(r'="([^"=]*)"')  # how some programs keep the zeros of a number in a CSV file
_BEHIND_PASSWORD = "EncryptedPackage".encode("utf-16-le")

Told = Callable[[float], None]  # the share that is read


class NotASheet(UserError):
    """A file that is no register which can be read."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(
            _("{file} can't be read: {why}. Open it in Excel or LibreOffice and save it as XLSX.").format(
                file=file, why=why
            )
        )


class SheetTooBig(UserError):
    """A file with more than an office's year can have."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(
            _("{file} is too big: {why}. Save each year, or only the list itself, as a file.").format(
                file=file, why=why
            )
        )


class NoSuchSheet(UserError):
    """The workbook has no sheet of this name."""

    def __init__(self, sheet: str, known: list[str]) -> None:
        super().__init__(
            _("The file has no sheet '{sheet}'. Its sheets: {known}.").format(
                sheet=sheet, known=", ".join(known)
            )
        )


class EmptySheet(UserError):
    """No line below the headings."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _("{file} holds no lines. Choose the file, or the sheet of it, with the list.").format(file=file)
        )


class SheetFile:
    """One file, read into memory as it lies on the disk and no further."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._data = _bytes(path)
        self._book: Workbook | None = None
        if self._data[:8] == _OLE:
            locked = _BEHIND_PASSWORD in self._data
            raise self._refused("password" if locked else "kind")
        if self._data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
            self._book = self._opened()
        elif b"\x00" in self._data[:4096] and not _utf16(self._data):
            raise self._refused("kind")

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets in their order; a CSV file has one without a name."""
        return list(self._book.sheets) if self._book else [""]

    def digest(self, sheet: str) -> str:
        """Return what tells this file, and the sheet of it, from any other."""
        found = hashlib.blake2b(self._data, digest_size=32)
        if sheet not in ("", self.sheets[0]):
            found.update(f"\0{sheet}".encode())
        return found.hexdigest()

    def lines(
        self, sheet: str = "", progress: Callable[[float], None] = lambda share: None
    ) -> Iterator[Line]:
        """Yield the lines that hold anything. Raises UserError."""
        if sheet and sheet not in self.sheets:
            raise NoSuchSheet(sheet, self.sheets)
        book = self._book
        rows = (
            self._csv(progress)
            if book is None
            else book.rows(sheet or self.sheets[0], MOST_COLUMNS + 1, progress)
        )
        try:
            for count, line in enumerate(rows):
                if count > MOST_LINES:
                    raise SheetTooBig(self.name, _("more than {n} lines").format(n=number(MOST_LINES)))
                if len(line.cells) > MOST_COLUMNS:
                    raise SheetTooBig(self.name, _("more than {n} columns").format(n=number(MOST_COLUMNS)))
                yield line
        except Broken as error:
            raise self._refused(error.why) from error

    def _opened(self) -> Workbook:
        try:
            return Workbook(self._data)
        except Broken as error:
            raise self._refused(error.why) from error

    def _refused(self, why: str) -> UserError:
        if why == "big":
            return SheetTooBig(self.name, _("what is packed in it would fill the memory"))
        reason = {
            "damaged": _("it is damaged"),
            "password": _("it is protected by a password"),
            "kind": _("it is neither XLSX nor CSV"),
        }[why]
        return NotASheet(self.name, reason)

    def _csv(self, progress: Told) -> Iterator[Line]:
        text = _decoded(self._data)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        whole = max(text.count("\n"), 1)
        while True:
            try:
                row: list[str] = next(rows)
            except StopIteration:
                return
            except csv.Error:  # a quotation mark without its other half
                yield Line(rows.line_num, [Unreadable("", "long")])
                continue
            if any(cell.strip() for cell in row):
                yield Line(rows.line_num, [_cell(cell) for cell in row[: MOST_COLUMNS + 1]])
            if rows.line_num % 500 == 0:
                progress(min(rows.line_num / whole, 1))


def _cell(text: str) -> Cell:
    if len(text) > LONG:
        return Unreadable(text[:40], "long")
    if text.startswith("="):
        found = _TEXT_FORMULA.fullmatch(text.strip())
        return found[1] if found else Unreadable(text[:40], "formula")
    return text if text.strip() else None


def _bytes(path: Path) -> bytes:
    """Return what the file holds; refuse one that is too big before it is read."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise SheetTooBig(path.name, _("more than {n} MB").format(n=MOST_BYTES >> 20))
    if not data.strip():
        raise EmptySheet(path.name)
    return data


def _utf16(data: bytes) -> str:
    """Return the encoding of a text of two bytes a letter, with its mark or without; empty for none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:4096]
    for zeros, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[zeros::2].count(0) > len(head) * 0.4 and 0 not in head[1 - zeros :: 2]:
            return encoding
    return ""


def _decoded(data: bytes) -> str:
    """Return the text of a CSV file: UTF-8, UTF-16, else what Windows writes."""
    if encoding := _utf16(data):
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Return what parts the cells: the mark that the first lines have most of."""
    lines = text[: 1 << 16].splitlines()[:20]
    marks = ";\t,"
    return max(marks, key=lambda mark: (sum(line.count(mark) for line in lines), -marks.index(mark)))
