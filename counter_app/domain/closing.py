"""When a day may be closed, and what files of before count as when entries came after a closing."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from counter_app.domain.application import Application
from counter_app.domain.errors import UserError
from counter_app.i18n import _, date_text, ngettext

MOST = 31  # days closed at once: each is a whole report, and nobody else writes meanwhile


class ClosedAlready(UserError):
    """The day has a closing."""

    def __init__(self, day: dt.date, by: str, at: str) -> None:
        super().__init__(
            _(
                "{day} was closed already by {name}, {moment}. Print its report again; what is put right "
                "since counts in the next day."
            ).format(day=date_text(day), name=by, moment=at)
        )


class LaterDayClosed(UserError):
    """A later day was closed first."""

    def __init__(self, day: dt.date, later: dt.date) -> None:
        super().__init__(
            _(
                "{later} is closed already, and closings follow one another: {day} can't be closed any more. "
                "Choose a day after {later}."
            ).format(later=date_text(later), day=date_text(day))
        )


class BeforeTheOffice(UserError):
    """Nothing was written by then."""

    def __init__(self, day: dt.date, first: dt.date) -> None:
        super().__init__(
            _("{day} was before the first entry, which is of {first}. Check the date.").format(
                day=date_text(day), first=date_text(first)
            )
        )


class NothingToClose(UserError):
    """The office was closed and nothing happened."""

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            _("On {day} the office was closed and nothing happened: it needs no closing.").format(
                day=date_text(day)
            )
        )


class TooManyOpen(UserError):
    """So many days before are not closed that they are closed in parts."""

    def __init__(self, count: int, upto: dt.date) -> None:
        text = ngettext(
            "{count} day is not closed yet. Close up to {day} first, then go on.",
            "{count} days are not closed yet. Close up to {day} first, then go on.",
            count,
        )
        super().__init__(text.format(count=count, day=date_text(upto)))


def counted(app: Application, before: int) -> Counter[str]:
    """Return what one application adds to the figures of all days that ended before an instant."""
    found: Counter[str] = Counter()
    if not app.exists:
        return found

    def then(moment: int | None) -> bool:
        return moment is not None and moment < before

    taken = app.accepted is not None
    found["received"] = int(then(app.accepted))
    found["done"] = int(taken and then(app.ready))
    found["closed"] = int(taken and app.ready is None and then(app.closed))
    found["collected"] = int(then(app.collected))
    found["returned"] = sum(then(one.wall) for one in app.returns)
    return found
