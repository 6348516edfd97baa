"""The faulty lines of an old register as a file of its own, beside the register."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counter_app.domain.importing import Fault
from counter_app.i18n import _
from counter_app.printing.export import write_csv
from counter_app.storage.files import write_atomically


def faults_place(register: Path) -> Path:
    """Return where the faults of a register are written unless somebody says where."""
    return register.with_name(f"{register.stem}-{_('errors')}.csv")


def write_faults(faults: Sequence[Fault], place: Path) -> None:
    """Write one line for each fault, in the place of what was there; raise ``NotWritten``."""
    out = io.BytesIO()
    write_csv([_row(fault) for fault in faults], out)
    write_atomically(place, out.getvalue())


def _row(fault: Fault) -> dict[str, Any]:
    return {
        _("Line"): fault.line,
        _("Column"): fault.column,
        _("What is there"): fault.found,
        _("What is expected"): fault.expected,
    }
