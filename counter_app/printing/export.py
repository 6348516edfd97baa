"""The register with whole NIKs as a spreadsheet or CSV, for another office's program."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any, BinaryIO

MOMENTS = frozenset({"opened", "accepted", "due", "ready", "collected", "closed"})


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
    """Write ``rows`` as one sheet: moments are dates, numbers numbers; a NIK is text and keeps its digits."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Register")
        bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        for column, name in enumerate(rows[0] if rows else ()):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, start=1):
            for column, (name, value) in enumerate(row.items()):
                if value is None or value == "":
                    sheet.write_blank(number, column, None)
                elif name in MOMENTS:
                    sheet.write_datetime(number, column, _local(value), moment)
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, str(value))
        sheet.freeze_panes(1, 0)


def _local(iso: str) -> dt.datetime:
    """Return a moment as the clock on the office's wall showed it: a spreadsheet knows no zone."""
    return dt.datetime.fromisoformat(iso).replace(tzinfo=None)


WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}
