"""Registers of earlier years as files: as an office keeps them, and as nobody should."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from stories import nik

HEADS = [
    "No",
    "No. Register",
    "Tgl. Masuk",
    "Nama Pemohon",
    "NIK",
    "Jenis Layanan",
    "Keterangan",
    "Tgl Selesai",
]


def rows(number: int = 3, *, year: int = 2017) -> list[list[Any]]:
    """Return lines of a year: one done, one that waits for a blank card, one that begins, and so on."""
    found = []
    for n in range(number):
        day = dt.date(year, 3, 14) + dt.timedelta(days=n * 200 // max(number, 1))
        state = ("Selesai", "menunggu blangko", "belum")[n % 3]
        done = day + dt.timedelta(days=7) if state == "Selesai" else None
        person = nik(1 + n % 9999, born=f"{1 + n // 9999:02}0690")
        found.append([n + 1, f"{n + 1:05}", day, f"Warga {n + 1}", person, "KTP", state, done])
    return found


def xlsx(
    path: Path, lines: Sequence[Sequence[Any]], *, heads: Sequence[str] = HEADS, title: str = ""
) -> Path:
    """Write a workbook as Excel would; return its path."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, date = book.add_worksheet("2017"), book.add_format({"num_format": "dd/mm/yyyy"})
        first = 0
        if title:
            sheet.write_string(0, 0, title)
            first = 2
        for row, line in enumerate([heads, *lines], start=first):
            for column, value in enumerate(line):
                if isinstance(value, dt.date):
                    sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), date)
                elif isinstance(value, str) and not value.startswith("="):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write(row, column, value)
    return path


def csv(path: Path, lines: Sequence[Sequence[Any]], *, mark: str = ";", encoding: str = "utf-8-sig") -> Path:
    """Write a CSV file; return its path."""
    text = "\r\n".join(mark.join(_word(value) for value in line) for line in [HEADS, *lines])
    path.write_bytes(text.encode(encoding))
    return path


def _word(value: Any) -> str:
    return "" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def handmade(path: Path, sheet: str | bytes, *, texts: str | bytes = "<sst/>", level: int = 9) -> Path:
    """Write a workbook whose one sheet holds any XML, or what is none; return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as book:
        book.writestr("xl/workbook.xml", BOOK)
        book.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        book.writestr("xl/sharedStrings.xml", texts)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def sheet_of(*cells: str) -> str:
    """Return the XML of a sheet with one row for each of ``cells``."""
    lines = "".join(f'<row r="{n}">{one}</row>' for n, one in enumerate(cells, 1))
    return f"<worksheet><sheetData>{lines}</sheetData></worksheet>"
