"""Whether a queue of CUPS takes papers: Qt hands them to one that is stopped, and tells of no refusal."""

from __future__ import annotations

import ctypes

LIBRARY = "libcups.so.2"  # the one that Qt's own printing loads; other systems have none of this name
STOPPED = b"5"  # RFC 8011, printer-state


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Queue(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("count", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


def takes_papers(printer: str) -> bool:
    """Tell whether the queue is neither stopped nor rejecting; also where there is no CUPS that knows it."""
    known = _known(printer)
    return known.get(b"printer-state") != STOPPED and known.get(b"printer-is-accepting-jobs") != b"false"


def _known(printer: str) -> dict[bytes, bytes]:
    """Return what CUPS says of a queue at this moment."""
    try:
        cups = ctypes.CDLL(LIBRARY)
    except OSError:
        return {}
    cups.cupsGetNamedDest.restype = ctypes.POINTER(_Queue)
    cups.cupsGetNamedDest.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
    cups.cupsFreeDests.argtypes = (ctypes.c_int, ctypes.POINTER(_Queue))
    found = cups.cupsGetNamedDest(None, printer.encode(), None)
    if not found:
        return {}
    try:
        queue = found.contents
        return {queue.options[n].name: queue.options[n].value for n in range(queue.count)}
    finally:
        cups.cupsFreeDests(1, found)
