"""Reports, against the same table drawn by ReportLab alone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from bench import history
from bench.office import STAFF
from bench.results import Result, median, once, timed
from counter_app.office import records
from counter_app.office.office import Office, questions
from counter_app.printing.outlets import reported
from counter_app.printing.papers import paper

YEAR_ROWS = 11_320  # a year of the office in the study


def results(office: Office) -> Iterator[Result]:
    """Yield the lines about reports."""

    def ask(name: str, **fields: Any) -> Any:
        return office.ask(msgspec.convert(fields, questions[name].kind), STAFF)

    day = history.BUSY.isoformat()
    days = {"date": history.BUSY}
    year = {"from": "2025-01-01", "to": "2025-12-31"}
    yield timed("ask day (400 applications)", median(lambda: ask("day", date=day), 5), most=0.25)
    for ending in (".pdf", ".xlsx"):
        seconds = median(partial(reported, office, STAFF, "daily", days, "", "a4", ending), 3)
        yield timed(f"daily report {ending}", seconds, most=0.25)
    yield timed("ask recap of a year", median(lambda: ask("recap", **year), 3), most=0.25)
    yield timed("ask delay of a year", once(lambda: ask("delay", **year)), most=1)
    register = ask("register_report", **year)
    register = msgspec.structs.replace(register, rows=register.rows[:YEAR_ROWS])
    drawn = once(lambda: paper("register").write(register, io.BytesIO()))
    raw = once(lambda: _raw(register.rows))
    yield timed("yearly register, 11,320 rows at most", drawn, raw, "raw ReportLab", times=0.5)


def _raw(rows: list[records.RegisterRow]) -> None:
    """Draw the rows as one long table with ReportLab's own means."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate

    shown = [name for name in records.RegisterRow.__struct_fields__ if name != "group"]  # as on our paper
    lines = [[_cell(getattr(row, name)) for name in shown] for row in rows]
    table = LongTable(lines, repeatRows=1)
    table.setStyle([("FONTSIZE", (0, 0), (-1, -1), 6), ("GRID", (0, 0), (-1, -1), 0.25, colors.black)])
    SimpleDocTemplate(io.BytesIO(), pagesize=landscape(A4)).build([table])


def _cell(value: Any) -> str:
    return value.strftime("%d-%m-%Y") if isinstance(value, dt.datetime) else str(value)
