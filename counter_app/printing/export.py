"""The register with whole NIKs as a spreadsheet or CSV, for another office's program."""

from __future__ import annotations

import csv
import io
from typing import Any, BinaryIO


def write_csv(rows: list[dict[str, Any]], out: BinaryIO) -> None:
    """Write ``rows`` as CSV with a byte order mark, as spreadsheets of an office expect it."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    if rows:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows({k: _harmless(v) for k, v in row.items()} for row in rows)
    text.flush()
    text.detach()


def _harmless(value: Any) -> Any:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t" and value[:1] else value


def write_xlsx(rows: list[dict[str, Any]], out: BinaryIO) -> None:
    """Write ``rows`` as one sheet; every value is text, so a NIK keeps its digits."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Register")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(rows[0] if rows else ()):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row.values()):
                sheet.write_string(number, column, "" if value is None else str(value))
        sheet.freeze_panes(1, 0)


WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}
