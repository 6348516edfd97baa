"""The way of a drawn paper out of a screen: to a printer, with copies, or into a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.ui.papers import title_of
from counter_app.ui.parts.notice import Notice
from counter_app.ui.parts.prompt import Prompt, Values
from counter_app.ui.reports import outgoing
from counter_app.ui.reports.outgoing import Drawn
from counter_app.ui.workplace import Workplace


class WayOut(Notice):
    """Asks for copies and printer, or for a file; where it was saved stands in the line that it is."""

    chosen = Signal()  # another printer of this counter for reports

    def __init__(self, over: QWidget, place: Workplace) -> None:
        super().__init__()
        self._over, self._place = over, place
        self._prompt: Prompt | None = None
        self._folder: Path | None = None  # where the last file was saved

    @property
    def asks(self) -> bool:
        """Whether it asks something now."""
        return self._prompt is not None and isValid(self._prompt)

    def print(self, drawn: Drawn) -> None:
        """Ask how often and where, then print."""
        printers, then = self._place.papers.printers, partial(self._ask_copies, drawn)
        self._place.ops.look(lambda office, staff: printers.names(), self, then, key="printers")

    def _ask_copies(self, drawn: Drawn, names: list[str]) -> None:
        self._prompt = Prompt(
            self._over,
            title_of(drawn.wanted),
            outgoing.asks(names, self._place.config.printers.report),
            partial(self._send, drawn),
            accept=_("Print it"),
        )

    def _send(self, drawn: Drawn, values: Values, prompt: Prompt) -> None:
        try:
            copies = outgoing.checked(values["copies"])
        except UserError as error:
            prompt.refuse(error)
            return
        before = self._place.config
        changed = outgoing.with_printer(before, values.get("printer", before.printers.report))
        prompt.leave()
        self._place.papers.send(drawn.wanted, drawn.pdf, copies, changed.printers.report)
        if changed != before:
            self._place.keep(changed, self, self.chosen.emit)

    def save(self, drawn: Drawn, name: str, report: str = "") -> None:
        """Ask for a file and write what is seen, or ``report`` as a spreadsheet."""
        folder = self._folder or outgoing.folder_of(self._place.config)
        path = outgoing.ask_path(self._over, folder, name, ".xlsx" if report else ".pdf")
        if path is not None:
            self.say(_("Saving {name} ...").format(name=path.name))
            work: Any = partial(outgoing.saved, path, drawn, report)
            self._place.ops.work(work, self, self._on_saved, self._on_not_saved)

    def _on_saved(self, path: Path) -> None:
        self._folder = path.parent
        self.say(
            _("Saved: {path}").format(path=path),
            "ok",
            act=_("Show in the folder"),
            then=partial(outgoing.show_folder, path.parent),
        )

    def _on_not_saved(self, error: UserError) -> None:
        self.clear()
        self._place.refuse(str(error))
