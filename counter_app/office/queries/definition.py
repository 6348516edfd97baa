"""Questions about what the office is made of: its kelurahan."""

from __future__ import annotations

from counter_app.office.desk import Desk
from counter_app.office.office import EVERYONE, Question, answers
from counter_app.office.regions import region


class Kelurahan(Question, frozen=True):
    """List the kelurahan of the office's own kecamatan; none where the program's lists lack it."""


@answers(Kelurahan, EVERYONE)
def kelurahan(question: Kelurahan, desk: Desk) -> list[str]:
    found = region(desk.settings.region)
    return list(found.kelurahan) if found else []
