"""What happens to a bug: it is written to the terminal, and a dialog offers its text to copy."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.ui.background import ProgramFault


def install() -> None:
    """Show every exception that nobody caught; the program goes on."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        where = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(where)
        _dialog(error, _without_values(kind, trace))

    sys.excepthook = show


def _without_values(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where it happened, without the message: a message may hold a citizen's name."""
    return "".join(traceback.format_tb(trace)) + kind.__name__


def _dialog(error: BaseException, where: str) -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    box = QMessageBox(QMessageBox.Icon.Warning, _("Something went wrong"), "", parent=app.activeWindow())
    if isinstance(error, UserError):
        box.setText(str(error))
    else:
        box.setText(str(ProgramFault()))
        box.setDetailedText(where)
    copy = box.addButton(_("Copy the text"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: app.clipboard().setText(where))
    box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
    box.open()
