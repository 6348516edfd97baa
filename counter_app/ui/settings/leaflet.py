"""The leaflet of a definition that is not in force yet."""

from __future__ import annotations

from PySide6.QtGui import QImage

from counter_app.office.catalogue import Catalogue
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.ui.parts.pages import pictures


def drafted(service: str, definition: str, width: int, office: Office, staff: Staff) -> list[QImage]:
    """Return the leaflet's first page as it would be printed. For the lane of long work."""
    from counter_app.office.queries.papers import Leaflet, leaflet
    from counter_app.printing.leaflet import write_leaflet
    from counter_app.printing.outlets import as_bytes

    desk = office.desk(staff)
    desk.catalogue = Catalogue(profile=desk.settings.profile, changed={service: definition})
    record = leaflet(Leaflet(service=service), desk)
    return pictures(as_bytes(write_leaflet, record, size="a5"), width)
