"""Applications that a citizen brings in one visit, such as a family's: they share one receipt."""

from __future__ import annotations

from counter_app.domain.life import UnknownApplication
from counter_app.domain.numbers import is_number
from counter_app.i18n import _, date_text
from counter_app.office.desk import Desk
from counter_app.storage.indexes import IN_A_VISIT


def visit_now(visit: str, desk: Desk) -> tuple[str, list[str]]:
    """Return the visit that an application opened now belongs to, with a warning where it is another one.

    ``visit`` is any token, or the number of the first application; one visit is one counter on one day.
    """
    if not visit:
        return "", []
    first = desk.one(
        "SELECT counter, opened FROM (SELECT id, counter, opened FROM application WHERE number = ?1 "
        f"UNION SELECT id, counter, opened FROM application WHERE visit = ?1 AND {IN_A_VISIT}) "
        "ORDER BY id LIMIT 1",
        visit,
    )
    if first is None:
        if is_number(visit):  # a stranger would get that number later
            raise UnknownApplication(visit)
        return visit, []
    counter, day = first[0], desk.local(first[1]).date()
    if counter in desk.names and day == desk.today:
        return visit, []
    return f"{visit}/{desk.code}-{desk.today:%Y%m%d}", [
        _(
            "The other files of this visit were opened at {counter} on {date}: this one has its own receipt."
        ).format(counter=counter.partition("-")[0], date=date_text(day))
    ]


def visit_receipt(number: str, desk: Desk) -> list[str]:
    """Return the accepted applications that share a visit, and so a receipt, with ``number``."""
    visit = desk.value("SELECT visit FROM application WHERE number = ?", number)
    rows = desk.rows(
        f"SELECT number FROM application WHERE (number = ? OR (visit = ? AND {IN_A_VISIT})) "
        f"AND accepted IS NOT NULL AND closed IS NULL AND {desk.readable} ORDER BY id",
        visit,
        visit,
    )
    found = [row[0] for row in rows]
    return found if number in found else [number]
