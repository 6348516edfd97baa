"""Applications that a citizen brings in one visit, such as a family's: they share one receipt."""

from __future__ import annotations

from counter_app.office.desk import Desk


def visit_receipt(number: str, desk: Desk) -> list[str]:
    """Return the accepted applications that share a visit, and so a receipt, with ``number``."""
    visit = desk.value("SELECT visit FROM application WHERE number = ?", number)
    rows = desk.rows(
        "SELECT number FROM application WHERE (number = ? OR (visit = ? AND visit <> number)) "
        "AND accepted IS NOT NULL AND closed IS NULL ORDER BY id",
        visit,
        visit,
    )
    found = [row[0] for row in rows]
    return found if number in found else [number]
