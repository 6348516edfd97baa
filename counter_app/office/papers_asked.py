"""How a paper that is asked for stands in an answer: what kind, how many, how old it may be."""

from __future__ import annotations

from typing import Any

from counter_app.domain.checklist import Item
from counter_app.office.desk import Desk


def paper_row(service: str, item: Item, desk: Desk) -> dict[str, Any]:
    """Return one line of a checklist, of an application or before there is one."""
    found, text = desk.catalogue.requirement(service, item.id), desk.catalogue.text
    return {
        "id": item.id,
        "label": desk.catalogue.requirement_label(service, item.id),
        "doc": item.doc,
        "copies": item.copies,
        "unit": item.unit,
        "per": text(found.per) if found and item.per else "",
        "count": item.count,
        "valid_days": found.valid_days if found else 0,
        "where": text(found.where) if found else "",
        "remark": text(found.note) if found else "",
        "basis": found.basis if found else "",
        "group": item.group,
        "optional": item.optional,
    }
