"""The leaflet of a service as it is in force, or as it was changed and not saved yet."""

from __future__ import annotations

from PySide6.QtGui import QImage

from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.leaflet import Leaflet
from counter_app.ui.parts.pages import pictures


def drafted(service: str, definition: str, width: int, office: Office, staff: Staff) -> list[QImage]:
    """Return the first page as it would be printed; an empty definition is the one in force."""
    from counter_app.printing.leaflet import write_leaflet
    from counter_app.printing.outlets import as_bytes, in_office_language

    with in_office_language(office):
        record = office.ask(Leaflet(service=service, definition=definition), staff)
        return pictures(as_bytes(write_leaflet, record, size="a5"), width)
