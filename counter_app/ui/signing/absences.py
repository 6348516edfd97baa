"""Records an absence with its deputies, and ends one early."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QComboBox

from counter_app.domain.catalogue import FORMS, SIGNERS
from counter_app.domain.words import form_label
from counter_app.i18n import N_, _, date_text
from counter_app.office.commands.signing import DeputyInput, EndAbsence, RecordAbsence
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.screen import Screen
from counter_app.ui.signing.words import Row, role_words, span

NOBODY = ("", N_("Nobody signs"))


class Absences:
    """The acts on absences; what was typed stays until the absence is recorded."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def record(self, officials: dict[str, Row], day: dt.date) -> None:
        """Ask who is away from ``day`` on, and who signs meanwhile."""
        people = [(id, f"{one['name']} · {role_words(one)}") for id, one in _by_post(officials)]
        asks = [
            Ask("official", _("&Who is away"), "choice", choices=people),
            Ask("from", _("&From"), "date", day, hint=_("Digits are enough: 27112026")),
            Ask("to", _("&Up to and including"), "date", day, beside=True),
            Ask("reason", _("&Reason")),
            *_deputy_asks(people),
        ]
        prompt = Prompt(
            self._screen,
            _("Record an absence"),
            asks,
            partial(self._first, officials),
            accept=_("Record"),
        )
        who, deputy = (cast(QComboBox, prompt.editor(name)) for name in ("official", "deputy"))
        leave_out = partial(_leave_out, people, who, deputy)
        who.currentIndexChanged.connect(leave_out)
        leave_out()

    def end(self, absence: Row, officials: dict[str, Row]) -> None:
        """Ask whether the official is back now, or stays after all."""
        name = officials[absence["official"]]["name"] if absence["official"] in officials else ""
        if absence["now"]:
            title, accept = _("{name} is back"), _("Back now")
            detail = _("From now on {name} signs again; the deputies no longer do.")
        else:
            title, accept = _("{name} stays here"), _("Stays here")
            detail = _("The absence of {days} is taken out; its deputies do not sign.")
        Prompt(
            self._screen,
            title.format(name=name),
            [],
            partial(self._end, absence, name),
            detail=detail.format(name=name, days=span(absence)),
            accept=accept,
        )

    def _first(self, officials: dict[str, Row], values: Values, prompt: Prompt) -> None:
        self._gather(officials, values, [], [prompt], values, prompt)

    def _gather(
        self,
        officials: dict[str, Row],
        absence: Values,
        deputies: list[DeputyInput],
        open_: list[Prompt],
        values: Values,
        prompt: Prompt,
    ) -> None:
        """Take one deputy; ask for the next one, or record the absence with all of them."""
        if values["deputy"]:
            one = DeputyInput(official=values["deputy"], form=values["form"], letter=values["letter"])
            deputies = [*deputies, one]
        if values["deputy"] and values["more"]:
            self._ask_next(officials, absence, deputies, open_)
            prompt.again()
        else:
            self._record(officials, absence, deputies, open_, prompt)

    def _ask_next(
        self, officials: dict[str, Row], absence: Values, deputies: list[DeputyInput], open_: list[Prompt]
    ) -> None:
        people = [(id, f"{one['name']} · {role_words(one)}") for id, one in _by_post(officials)]
        taken = {absence["official"], *(d.official for d in deputies)}
        left = [one for one in people if one[0] not in taken]
        title = _("One more deputy of {name}").format(name=officials[absence["official"]]["name"])
        held: list[Prompt] = [*open_]
        held.append(
            Prompt(
                self._screen,
                title,
                _deputy_asks(left),
                partial(self._gather, officials, absence, deputies, held),
                accept=_("Record"),
            )
        )

    def _record(
        self,
        officials: dict[str, Row],
        absence: Values,
        deputies: list[DeputyInput],
        open_: list[Prompt],
        prompt: Prompt,
    ) -> None:
        command = RecordAbsence(
            official=absence["official"],
            from_=absence["from"].isoformat(),
            to=absence["to"].isoformat(),
            reason=absence["reason"],
            deputies=deputies,
        )
        words = self._recorded(officials, absence, deputies)
        self._screen.ops.run(command, self._screen, partial(self._leave, open_, words), prompt.refuse)

    def _recorded(self, officials: dict[str, Row], absence: Values, deputies: list[DeputyInput]) -> str:
        facts = {
            "name": officials[absence["official"]]["name"],
            "first": date_text(absence["from"]),
            "last": date_text(absence["to"]),
        }
        if deputies:
            return _("{name} is away from {first} to {last}.").format(**facts)
        return _("{name} is away from {first} to {last}, and nobody signs meanwhile.").format(**facts)

    def _leave(self, open_: list[Prompt], words: str, _told: Any) -> None:
        for prompt in reversed(open_):
            prompt.leave()
        self._screen.place.say(words)

    def _end(self, absence: Row, name: str, _values: Values, prompt: Prompt) -> None:
        words = _("The absence of {name} is ended.") if absence["now"] else _("{name} is not away then.")
        command = EndAbsence(absence=absence["absence"])
        leave = partial(self._leave, [prompt], words.format(name=name))
        self._screen.ops.run(command, self._screen, leave, prompt.refuse)


def _by_post(officials: dict[str, Row]) -> list[tuple[str, Row]]:
    return sorted(officials.items(), key=lambda one: SIGNERS.index(one[1]["role"]))


def _leave_out(people: list[tuple[str, str]], who: QComboBox, deputy: QComboBox, _index: int = 0) -> None:
    """Offer everybody but the absent one as the deputy; who is chosen and still can be stays chosen."""
    chosen = deputy.currentData()
    deputy.clear()
    for id, words in [(NOBODY[0], _(NOBODY[1])), *people]:
        if id != who.currentData():
            deputy.addItem(words, id)
    deputy.setCurrentIndex(max(deputy.findData(chosen), 0))


def _deputy_asks(people: list[tuple[str, str]]) -> list[Ask]:
    return [
        Ask("deputy", _("&Deputy"), "choice", needed=False, choices=[(NOBODY[0], _(NOBODY[1])), *people]),
        Ask("form", _("&As"), "choice", choices=[(form, form_label(form)) for form in FORMS]),
        Ask("letter", _("By &letter no."), needed=False, beside=True),
        Ask("more", _("&One more deputy"), "tick", needed=False),
    ]
