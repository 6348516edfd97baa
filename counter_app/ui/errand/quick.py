"""The quick check: what a citizen must still bring for a service, printed without opening an application."""

from __future__ import annotations

from functools import partial

from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.papers import QuickSlip
from counter_app.ui.errand.draft import Draft
from counter_app.ui.papers import Wanted
from counter_app.ui.workplace import Workplace


def print_slip(place: Workplace, draft: Draft) -> None:
    """Print what is missing; nothing is written, so it can't be drawn again without the quick check."""
    size = place.papers.size_for("slip")
    wanted = Wanted("slip", size=size, once=True)
    place.ops.look(
        partial(_slip, draft, size),
        place,
        partial(place.papers.send, wanted),
        key="quick slip",
    )


def _slip(draft: Draft, size: str, office: Office, staff: Staff) -> bytes:
    from counter_app.printing.outlets import as_bytes, in_office_language
    from counter_app.printing.papers import paper

    present = [id for id, mark in draft.marks.items() if mark == "present"]
    known = {one.id for one in draft.papers}
    question = QuickSlip(
        service=draft.service,
        present=[id for id in present if id in known],
        conditions=draft.ticked,
        counts=draft.counts,
        name=draft.name.strip(),
    )
    with in_office_language(office):
        return as_bytes(paper("slip").write, office.ask(question, staff), size=size)
