"""Reads the rows of one sheet of an XLSX file in a stream, within limits that no file can exceed.

Written over zipfile and expat, since what reads whole workbooks keeps all texts and styles of a hostile one
in memory and can't tell a formula without a result from an empty cell. Nothing is ever calculated, no
document type is accepted (so no entity can grow), and only the first ``most`` columns are kept.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from counter_app.domain.importing import Line
from counter_app.domain.register_cells import Cell, Unreadable

PIECE = 1 << 16
SHEET, TEXTS, PART = 128 << 20, 48 << 20, 8 << 20  # bytes unpacked: a sheet, all texts, another part
LONG = 4000  # letters of a cell; what is longer is cut and an error of its line
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)
_EPOCHS = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}
_DATES = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])  # built-in formats
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]|_.|\*.', re.IGNORECASE)


class Broken(Exception):
    """The file is no workbook that can be read; ``why`` is damaged, big, password or kind."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Workbook:
    """An XLSX file whose parts are read one by one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._sizes = {one.filename: one for one in self._zip.infolist()}
            self._check()
            self._base = self._main()
            related = self._related(self._base)
            self.sheets: dict[str, str] = {}  # name -> part
            self.from_1904 = False
            self._read_workbook({id: target for id, (_kind, target) in related.items()})
            self._parts = dict(related.values())
        except _FAULTS as error:
            raise Broken("damaged") from error
        if not self.sheets:
            raise Broken("kind")

    def rows(self, sheet: str, most: int, progress: Callable[[float], None]) -> Iterator[Line]:
        """Yield the rows of a sheet that hold anything, each with at most ``most`` cells. Raises Broken."""
        try:
            texts = _Texts()
            if "sharedStrings" in self._parts:
                self._parse(self._parts["sharedStrings"], texts, TEXTS)
            styles = _Styles()
            if "styles" in self._parts:
                self._parse(self._parts["styles"], styles, PART)
            part = self.sheets[sheet]
            reader = _Rows(texts.found, styles.dates, _EPOCHS[self.from_1904], most)
            whole = max(self._sizes[part].file_size, 1)
            read = 0
            for size in self._feed(part, reader, SHEET):
                read += size
                yield from reader.take()
                progress(min(read / whole, 1))
            yield from reader.take()
        except KeyError as error:
            raise Broken("damaged") from error
        except _FAULTS as error:
            raise Broken("damaged") from error

    def _check(self) -> None:
        """Refuse by the sizes in the zip's directory, before anything is unpacked."""
        if any(one.flag_bits & 1 for one in self._sizes.values()):
            raise Broken("password")
        if len(self._sizes) > 2000:
            raise Broken("big")
        if "xl/workbook.bin" in self._sizes or "mimetype" in self._sizes:
            raise Broken("kind")

    def _main(self) -> str:
        if "xl/workbook.xml" in self._sizes:
            return "xl/workbook.xml"
        found = (target for kind, target in self._related("").values() if kind == "officeDocument")
        part = next(found, "")
        if part not in self._sizes:
            raise Broken("kind")
        return part

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to: id -> kind and part."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        listed = _Relations(folder)
        if place in self._sizes:
            self._parse(place, listed, PART)
        return listed.found

    def _read_workbook(self, targets: dict[str, str]) -> None:
        found = _Sheets()
        self._parse(self._base, found, PART)
        self.from_1904 = found.from_1904
        self.sheets = {name: targets[id] for name, id in found.found if targets.get(id, "") in self._sizes}

    def _parse(self, part: str, handler: _Handler, most: int) -> None:
        for _size in self._feed(part, handler, most):
            pass

    def _feed(self, part: str, handler: _Handler, most: int) -> Iterator[int]:
        """Parse a part piece by piece; what it holds may not exceed what its directory says, nor ``most``."""
        if self._sizes[part].file_size > most:
            raise Broken("big")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.StartElementHandler = handler.opened
        parser.EndElementHandler = handler.ended
        parser.CharacterDataHandler = handler.letters
        file: IO[bytes]
        with self._zip.open(part) as file:
            while piece := file.read(PIECE):
                parser.Parse(piece)
                yield len(piece)
            parser.Parse(b"", True)


def _no_doctype(*_what: Any) -> None:
    raise Broken("damaged")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Handler:
    """What expat tells of one part."""

    def opened(self, name: str, marks: dict[str, str]) -> None:
        """Hear of an element that begins."""

    def ended(self, name: str) -> None:
        """Hear of an element that ends."""

    def letters(self, text: str) -> None:
        """Hear of a piece of text."""


class _Relations(_Handler):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def opened(self, name: str, marks: dict[str, str]) -> None:
        """Keep where a reference leads."""
        if _local(name) == "Relationship" and marks.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, marks.get("Target", "")))
            kind = marks.get("Type", "").rpartition("/")[2]
            self.found[marks.get("Id", "")] = (kind, target.lstrip("/"))


class _Sheets(_Handler):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.from_1904 = False

    def opened(self, name: str, marks: dict[str, str]) -> None:
        """Keep the name of a sheet and what it refers to."""
        if _local(name) == "sheet":
            id = next((value for key, value in marks.items() if _local(key) == "id"), "")
            self.found.append((marks.get("name", ""), id))
        elif _local(name) == "workbookPr":
            self.from_1904 = marks.get("date1904", "0") in ("1", "true")


class _Styles(_Handler):
    """Which cell formats show a date."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._own: dict[str, bool] = {}
        self._in_cells = False

    def opened(self, name: str, marks: dict[str, str]) -> None:
        """Keep what a format shows."""
        match _local(name):
            case "numFmt":
                code = _NOT_LETTERS.sub("", marks.get("formatCode", "")).lower()
                self._own[marks.get("numFmtId", "")] = (
                    any(c in code for c in "dmyhs") and "general" not in code
                )
            case "cellXfs":
                self._in_cells = True
            case "xf" if self._in_cells:
                id = marks.get("numFmtId", "0")
                self.dates.append(self._own.get(id, id.isdigit() and int(id) in _DATES))

    def ended(self, name: str) -> None:
        """Note the end of the formats of cells."""
        if _local(name) == "cellXfs":
            self._in_cells = False


class _Texts(_Handler):
    """The texts that cells share, each cut at what a line may hold."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = self._in_reading = False

    def opened(self, name: str, marks: dict[str, str]) -> None:
        """Begin a text; how it is to be read aloud is none."""
        match _local(name):
            case "si":
                self._pieces, self._length = [], 0
            case "t":
                self._in_text = not self._in_reading
            case "rPh":
                self._in_reading = True

    def ended(self, name: str) -> None:
        """Keep a text that ends."""
        match _local(name):
            case "si":
                self.found.append("".join(self._pieces))
            case "t":
                self._in_text = False
            case "rPh":
                self._in_reading = False

    def letters(self, text: str) -> None:
        """Keep letters of a text, no more than tell that it is too long."""
        if self._in_text and self._length <= LONG:
            self._pieces.append(text[: LONG + 1])
            self._length += len(text)


class _Rows(_Handler):
    """The rows of a sheet, kept until they are taken."""

    def __init__(self, texts: list[str], dates: list[bool], epoch: dt.datetime, most: int) -> None:
        self._texts, self._dates, self._epoch, self._most = texts, dates, epoch, most
        self._lines: list[Line] = []
        self._row: list[Cell] = []
        self._number = 0
        self._column = -1
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._length = 0
        self._collects = self._formula = self._in_reading = False

    def take(self) -> list[Line]:
        """Return the rows that were read since."""
        taken, self._lines = self._lines, []
        return taken

    def opened(self, name: str, marks: dict[str, str]) -> None:
        """Begin a row, a cell, or its value."""
        match _local(name):
            case "row":
                self._row = []
                given = marks.get("r", "")
                self._number = int(given) if given.isdigit() else self._number + 1
                self._column = -1
            case "c":
                self._column = _column(marks.get("r", ""), self._column + 1)
                self._kind, self._style = marks.get("t", "n"), marks.get("s", "")
                self._pieces, self._length, self._formula = [], 0, False
            case "v" | "t":
                self._collects = not self._in_reading
            case "f":
                self._formula = True
            case "rPh":
                self._in_reading = True

    def ended(self, name: str) -> None:
        """End a value, a cell or a row."""
        match _local(name):
            case "v" | "t":
                self._collects = False
            case "rPh":
                self._in_reading = False
            case "c" if self._column < self._most:
                value = self._value("".join(self._pieces))
                if value is not None:
                    self._row += [None] * (self._column - len(self._row))
                    self._row[self._column :] = [value]
            case "row":
                if self._row:
                    self._lines.append(Line(self._number, self._row))

    def letters(self, text: str) -> None:
        """Keep letters of a value, no more than tell that it is too long."""
        if self._collects and self._length <= LONG:
            self._pieces.append(text[: LONG + 1])
            self._length += len(text)

    def _value(self, text: str) -> Cell:
        if not text:
            return Unreadable("", "formula") if self._formula else None
        match self._kind:
            case "s":
                text = self._shared(text)
            case "e":
                return Unreadable(text[:40], "error")
            case "b":
                return text == "1"
            case "n" | "":
                return self._number_in(text)
            case "d":
                return _iso(text)
        if len(text) > LONG:
            return Unreadable(text[:40], "long")
        return text if text.strip() else None

    def _shared(self, text: str) -> str:
        place = int(text) if text.isdigit() and len(text) < 10 else -1
        return self._texts[place] if 0 <= place < len(self._texts) else ""

    def _number_in(self, text: str) -> Cell:
        if len(text) > 40:
            return Unreadable(text[:40], "long")
        try:
            found = float(text)
        except ValueError:
            return text
        if not math.isfinite(found):
            return Unreadable(text, "error")
        style = int(self._style) if self._style.isdigit() and len(self._style) < 6 else 0
        if style < len(self._dates) and self._dates[style]:
            try:
                return self._epoch + dt.timedelta(days=found)
            except OverflowError:
                return found
        return int(found) if found == int(found) else found


def _iso(text: str) -> Cell:
    try:
        return dt.datetime.fromisoformat(text[:40]).replace(tzinfo=None)
    except ValueError:
        return text[:LONG]


def _column(reference: str, following: int) -> int:
    """Return the place of a cell: ``B7`` is 1. One without a reference follows the one before it."""
    place = 0
    for letter in reference[:4]:
        if not ("A" <= letter <= "Z"):
            break
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1 if place else following
