"""A workbook of tables: real numbers and dates, headings that stay, pages that print well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, BinaryIO, Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from counter_app.i18n import _
from counter_app.office.records import Head
from counter_app.printing.text import clean

Kind = Literal["text", "number", "decimal", "percent", "signed", "date", "month", "moment", "time"]

_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"valign": "top", "text_wrap": True},
    "number": {"num_format": '#,##0;-#,##0;"–"', "align": "right", "valign": "top"},  # noqa: RUF001
    "decimal": {"num_format": "#,##0.0", "valign": "top"},
    "percent": {"num_format": "0.0%", "valign": "top"},
    "signed": {"num_format": '+#,##0;-#,##0;"–"', "align": "right", "valign": "top"},  # noqa: RUF001
    "date": {"num_format": "dd-mm-yyyy", "align": "center", "valign": "top"},
    "month": {"num_format": "mmm yyyy", "align": "left", "valign": "top"},
    "moment": {"num_format": "dd-mm-yyyy hh:mm", "align": "center", "valign": "top"},
    "time": {"num_format": "hh:mm", "align": "center", "valign": "top"},
}
_TOP = 5  # the row of a table's first line, below its heading
_LONGEST = 32_767  # letters a cell can hold


_CHART = {"width": 620, "height": 330}  # pixels
_DARK, _LIGHT = {"color": "#404040"}, {"color": "#D0D0D0"}


class Foot(NamedTuple):
    """The row below a table: columns that are added up, their greatest, or one total by the sum of others."""

    summed: Sequence[int] = ()
    most: Sequence[int] = ()
    shares: Mapping[int, tuple[int, Sequence[int]]] = MappingProxyType({})


class Field(NamedTuple):
    """One column of a sheet; ``width`` in letters."""

    title: str
    width: float
    kind: Kind = "text"


class Book:
    """A workbook that gives the same bytes for the same tables."""

    def __init__(self, out: BinaryIO, head: Head, title: str, on: dt.date) -> None:
        self.head = head
        self._book = Workbook(out, {"in_memory": True, "remove_timezone": True})
        created = dt.datetime(on.year, on.month, on.day)
        self._book.set_properties({"title": title, "author": head.office, "created": created})
        self._formats = {
            name: self._book.add_format({**kind, "border": 1}) for name, kind in _FORMATS.items()
        }
        self._totals = {
            name: self._book.add_format({**kind, "border": 1, "bold": True, "bg_color": "#F0F0F0"})
            for name, kind in _FORMATS.items()
        }
        self._office = self._book.add_format({"bold": True})
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._heading = self._book.add_format(
            {
                "bold": True,
                "border": 1,
                "bg_color": "#E0E0E0",
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
            }
        )

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._book.close()

    def sheet(
        self,
        name: str,
        title: str,
        subtitle: str,
        fields: Sequence[Field],
        rows: Sequence[Sequence[object]],
        *,
        summed: Sequence[int] = (),
        foot: Foot | None = None,
    ) -> Any:
        """Add a sheet with one table; ``summed``, or ``foot``, are the columns of the total below it."""
        sheet = self._book.add_worksheet(name[:31])
        sample = _("SAMPLE")
        office = f"{self.head.office}, {sample}" if self.head.demo else self.head.office
        sheet.write_string(0, 0, clean(office), self._office)
        sheet.write_string(1, 0, clean(title), self._title)
        sheet.write_string(2, 0, clean(subtitle))
        for column, field in enumerate(fields):
            sheet.write_string(_TOP - 1, column, field.title, self._heading)
            sheet.set_column(column, column, field.width)
        for number, row in enumerate(rows, _TOP):
            for column, (field, value) in enumerate(zip(fields, row, strict=True)):
                whole = field.kind == "decimal" and isinstance(value, int)
                style = self._formats["number" if whole else field.kind]
                self._cell(sheet, number, column, field.kind, value, style)
        if (summed or foot) and rows:
            self._total(sheet, fields, rows, foot or Foot(summed))
        self._layout(sheet, fields, len(rows))
        return sheet

    def chart(
        self, sheet: Any, fields: Sequence[Field], count: int, title: str, shown: Sequence[int]
    ) -> None:
        """Put a chart of the columns ``shown`` beside the table of ``count`` rows; the first column names."""
        if not count:
            return
        chart = self._book.add_chart({"type": "column"})
        last = _TOP + count - 1
        for column, fill in zip(shown, (_DARK, _LIGHT), strict=True):
            chart.add_series(
                {
                    "name": [sheet.name, _TOP - 1, column],
                    "categories": [sheet.name, _TOP, 0, last, 0],
                    "values": [sheet.name, _TOP, column, last, column],
                    "fill": fill,
                    "border": {"color": "black", "width": 0.5},
                    "gap": 60,
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"})
        chart.set_x_axis({"num_format": "mmm yyyy", "text_axis": True})
        grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
        chart.set_y_axis({"num_format": "#,##0", "min": 0, "major_gridlines": grid})
        chart.set_size(_CHART)
        sheet.insert_chart(_TOP - 1, len(fields) + 1, chart)
        sheet.set_landscape()

    def _cell(self, sheet: Any, row: int, column: int, kind: Kind, value: object, style: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif kind == "text":
            sheet.write_string(row, column, clean(str(value))[:_LONGEST], style)
        elif kind in ("date", "month", "moment", "time"):
            sheet.write_datetime(row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)

    def _total(self, sheet: Any, fields: Sequence[Field], rows: Sequence[Sequence[Any]], foot: Foot) -> None:
        last = _TOP + len(rows)

        def over(column: int) -> str:
            return f"{xl_rowcol_to_cell(_TOP, column)}:{xl_rowcol_to_cell(last - 1, column)}"

        def added(columns: Sequence[int]) -> Any:
            return sum(row[column] for row in rows for column in columns)

        for column, field in enumerate(fields):
            style = self._totals[field.kind]
            part, whole = foot.shares.get(column, (0, ()))
            if column in foot.summed:
                sheet.write_formula(last, column, f"=SUM({over(column)})", style, added([column]))
            elif column in foot.most:
                highest = max(row[column] for row in rows)
                sheet.write_formula(last, column, f"=MAX({over(column)})", style, highest)
            elif whole and added(whole):
                below = "+".join(xl_rowcol_to_cell(last, one) for one in whole)
                formula = f"={xl_rowcol_to_cell(last, part)}/({below})"
                sheet.write_formula(last, column, formula, style, added([part]) / added(whole))
            else:
                sheet.write_blank(last, column, None, style)
        words = next((i for i, field in enumerate(fields) if field.kind == "text"), 0)
        sheet.write_string(last, words, _("Total"), self._totals["text"])

    def _layout(self, sheet: Any, fields: Sequence[Field], count: int) -> None:
        sheet.freeze_panes(_TOP, 0)
        sheet.set_row(_TOP - 1, 32)
        if count:
            sheet.autofilter(_TOP - 1, 0, _TOP - 1 + count, len(fields) - 1)
        sheet.set_paper(9)  # A4
        if sum(field.width for field in fields) > 95:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_TOP - 1)
        sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
        sheet.set_footer("&R" + _("Page {number} of {count}").format(number="&P", count="&N"))
