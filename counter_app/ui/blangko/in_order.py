"""Prints the cards of a line one after the other, in order; or one out of line, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from counter_app.domain.words import kind_label
from counter_app.i18n import _, ngettext, number
from counter_app.office.commands.process import CompleteStep
from counter_app.office.office import Done
from counter_app.office.queries.blangko import Line
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.screen import Screen

Row = dict[str, Any]


class InOrder:
    """Asks for one serial number after the other until Esc, or until the line or the stock is at its end."""

    def __init__(self, screen: Screen, noted: Callable[[str], None]) -> None:
        self._screen, self._noted = screen, noted
        self._kind = ""
        self._printed = 0

    def begin(self, kind: str) -> None:
        """Print from the head of the line of ``kind``."""
        self._kind, self._printed = kind, 0
        self._look(None)

    def out_of_line(self, row: Row) -> None:
        """Print one that is not at the head: it needs a reason."""
        passed = row["rank"] - 1
        Prompt(
            self._screen,
            _("Print {name} out of line").format(name=row["name"]),
            [_serial(row["next_serial"]), Ask("reason", _("&Reason"), "long")],
            partial(self._submit, row),
            detail=ngettext(
                "{n} citizen waits longer. The reason stands on the daily report.",
                "{n} citizens wait longer. The reason stands on the daily report.",
                passed,
            ).format(n=number(passed)),
            accept=_("Card is printed"),
            kind="caution",
        )

    def _look(self, before: Prompt | None) -> None:
        question = Line(kind=self._kind, limit=1)
        self._screen.ops.ask(question, self._screen, partial(self._next, before), key="next in line")

    def _next(self, before: Prompt | None, rows: list[Row]) -> None:
        if before is not None:
            before.leave()
        if rows and rows[0]["printable"]:
            self._show(rows[0])
        else:
            self._noted(self._end(waits=bool(rows)))

    def _show(self, row: Row) -> None:
        detail = _("{service} · {number}").format(service=row["label"], number=row["application"])
        if self._printed:
            done = ngettext("{n} card printed.", "{n} cards printed.", self._printed)
            detail = f"{done.format(n=self._printed)}\n{detail}"
        Prompt(
            self._screen,
            row["name"],
            [_serial(row["next_serial"])],
            partial(self._submit, row),
            detail=detail,
            accept=_("Card is printed"),
        )

    def _submit(self, row: Row, values: Values, prompt: Prompt) -> None:
        command = CompleteStep(
            application=row["application"],
            step=row["step"],
            serial=values["serial"],
            out_of_line_reason=values.get("reason", ""),
        )
        done = self._done_alone if "reason" in values else self._done
        self._screen.ops.run(command, self._screen, partial(done, row, values, prompt), prompt.refuse)

    def _done(self, row: Row, values: Values, prompt: Prompt, _told: Done) -> None:
        self._printed += 1
        self._look(prompt)

    def _done_alone(self, row: Row, values: Values, prompt: Prompt, _told: Done) -> None:
        prompt.leave()
        self._noted(_("The card of {name} is booked as printed, out of line.").format(name=row["name"]))

    def _end(self, *, waits: bool) -> str:
        """Return why no card follows."""
        kind = kind_label(self._kind)
        why = (
            _("No blank {kind} is left for the next in line. Receive a delivery with F4.")
            if waits
            else _("Nobody waits for blank {kind}.")
        ).format(kind=kind)
        if not self._printed:
            return why
        done = ngettext("{n} card printed.", "{n} cards printed.", self._printed).format(n=self._printed)
        return f"{done} {why}"


def _serial(value: str) -> Ask:
    hint = _("This one follows the last: compare it with the card.") if value else ""
    return Ask("serial", _("&Serial number of the card"), value=value, needed=False, hint=hint)
