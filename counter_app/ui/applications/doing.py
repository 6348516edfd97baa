"""Does an act with the current application: asks for its facts, runs its command, says what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import UNSET
from PySide6.QtWidgets import QWidget

from counter_app.domain.checklist import Mark
from counter_app.domain.errors import UserError
from counter_app.domain.words import step_label
from counter_app.i18n import _
from counter_app.office.commands.applications import MarkRequirements, SubmitterInput
from counter_app.office.commands.correcting import ApplicantCorrection, CorrectApplication
from counter_app.office.commands.process import (
    CitizenCame,
    CloseApplication,
    CompleteStep,
    ForwardApplications,
    HandOverApplication,
    PutBack,
    SendBackApplication,
    SetAside,
    Undo,
)
from counter_app.office.commands.staffing import (
    AcceptResponsibility,
    AssignApplication,
    PassOnApplication,
)
from counter_app.office.office import Command, Done
from counter_app.ui.applications import questions
from counter_app.ui.applications.acts import Act
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.workplace import Workplace

Found = dict[str, Any]


class Doing:
    """Every act that the page offers. ``done`` is called after each that was carried out."""

    def __init__(self, place: Workplace, over: QWidget, done: Callable[[], None]) -> None:
        self._place, self._over, self._done = place, over, done
        self.shelves = False
        self.staff: list[dict[str, Any]] = []
        self._ways: dict[str, Callable[[Act, Found], None]] = {
            "accept_responsibility": self._take_over,
            "open_counter": self._open_counter,
            "hand_over_application": self._hand_over,
            "citizen_came": self._citizen_came,
            "mark_requirements": self._mark,
            "complete_step": self._complete,
            "forward_applications": self._forward,
            "sign_applications": self._to_folder,
            "put_back": self._put_back,
            "print": self._print,
            "did_not_print": self._print_jammed,
            "undo": self._undo,
            "correct_application": self._correct,
            "send_back_application": self._send_back,
            "set_aside": self._set_aside,
            "pass_on_application": self._pass_on,
            "assign_application": self._assign,
            "close_application": self._close,
            "show_person": self._show_person,
        }

    @property
    def asking(self) -> bool:
        """Whether a question covers the screen."""
        return any(prompt.isVisible() for prompt in self._over.findChildren(Prompt))

    def do(self, act: Act, found: Found) -> None:
        """Do one act, unless a question is open."""
        if not self.asking:
            self._ways[act.name](act, found)

    def _run(
        self,
        command: Command,
        said: str | Callable[[Done], str],
        prompt: Prompt | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        def done(done: Done) -> None:
            if prompt is not None:
                prompt.leave()
            self._place.say(said if isinstance(said, str) else said(done))
            self._done()
            if then is not None:
                then()

        self._place.ops.run(command, self._over, done, prompt.refuse if prompt else None)

    def _ask(
        self,
        found: Found,
        act: Act,
        asks: list[Ask],
        submit: Callable[[Values, Prompt], None],
        warning: str = "",
    ) -> None:
        detail = f"{found['name']} · {found['label']} · {found['application']}"
        detail = f"{detail}\n\n{warning}" if warning else detail
        kind = act.kind or "primary"
        Prompt(self._over, act.plain, asks, submit, detail=detail, accept=act.plain, kind=kind)

    def _take_over(self, act: Act, found: Found) -> None:
        said = _("{number} is in your hands now.").format(number=found["application"])
        self._run(AcceptResponsibility(application=found["application"]), said)

    def _open_counter(self, act: Act, found: Found) -> None:
        self._place.go("errand", found["application"])

    def _to_folder(self, act: Act, found: Found) -> None:
        self._place.go("signing", found["application"])

    def _print(self, act: Act, found: Found) -> None:
        self._place.papers.print(act.step, found["application"])

    def _print_jammed(self, act: Act, found: Found) -> None:
        self._place.papers.replace(act.step, found["application"])

    def _show_person(self, act: Act, found: Found) -> None:
        self._ask(found, act, [], partial(self._on_show_person, found), questions.copy_of_data())

    def _on_show_person(self, found: Found, _values: Values, prompt: Prompt) -> None:
        prompt.leave()
        self._place.papers.print("person", found["application"])

    def _citizen_came(self, act: Act, found: Found) -> None:
        said = _("The deadline of {number} runs again.").format(number=found["application"])
        self._run(CitizenCame(application=found["application"]), said)

    def _mark(self, act: Act, found: Found) -> None:
        marks: dict[str, Mark] = {one["id"]: "present" for one in found["requirements"] if one["to_follow"]}
        said = _("The photocopy of {name} is noted as here.").format(name=found["name"])
        self._run(MarkRequirements(application=found["application"], marks=marks), said)

    def _forward(self, act: Act, found: Found) -> None:
        asks = [Ask("note", _("&Note on the list"), needed=False)]
        self._ask(found, act, asks, partial(self._on_forward, found))

    def _on_forward(self, found: Found, values: Values, prompt: Prompt) -> None:
        def done(done: Done) -> None:
            prompt.leave()
            self._place.say(_("List {batch} goes to the printer.").format(batch=done.ids["batch"]))
            self._place.papers.print("manifest", done.ids["batch"])
            self._done()

        command = ForwardApplications(applications=[found["application"]], note=values["note"])
        self._place.ops.run(command, self._over, done, prompt.refuse)

    def _put_back(self, act: Act, found: Found) -> None:
        said = _("{number} stands in its place in the line again.").format(number=found["application"])
        self._run(PutBack(application=found["application"]), said)

    def _complete(self, act: Act, found: Found) -> None:
        asks = questions.completing(act, found, shelves=self.shelves)
        if asks:
            self._ask(
                found, act._replace(words=step_label(act.step)), asks, partial(self._on_complete, act, found)
            )
        else:
            self._on_complete(act, found, {}, None)

    def _on_complete(self, act: Act, found: Found, values: Values, prompt: Prompt | None) -> None:
        command = CompleteStep(application=found["application"], step=act.step, **values)
        self._run(command, partial(_completed, act, found), prompt)

    def _hand_over(self, act: Act, found: Found) -> None:
        self._ask(found, act, questions.handing_over(found), partial(self._on_hand_over, found))

    def _on_hand_over(self, found: Found, values: Values, prompt: Prompt) -> None:
        number = found["application"]
        try:
            command = HandOverApplication(application=number, **questions.handed(found, values))
        except UserError as error:
            prompt.refuse(error)
            return
        said = _("Handed over to {receiver}. The note of hand-over goes to the printer.").format(
            receiver=values["receiver"]
        )
        self._run(command, said, prompt, partial(self._place.papers.print, "handover", number))

    def _send_back(self, act: Act, found: Found) -> None:
        self._ask(found, act, questions.sending_back(found), partial(self._on_send_back, found))

    def _on_send_back(self, found: Found, values: Values, prompt: Prompt) -> None:
        said = _("{number} went back to: {step}.").format(
            number=found["application"], step=step_label(values["step"])
        )
        self._run(SendBackApplication(application=found["application"], **values), said, prompt)

    def _close(self, act: Act, found: Found) -> None:
        self._ask(found, act, questions.closing(), partial(self._on_close, found))

    def _on_close(self, found: Found, values: Values, prompt: Prompt) -> None:
        said = _("{number} is closed. Ctrl+Z takes it back.").format(number=found["application"])
        self._run(CloseApplication(application=found["application"], **values), said, prompt)

    def _undo(self, act: Act, found: Found) -> None:
        asks = [Ask("reason", _("&Reason"), hint=questions.last_move(found))]
        self._ask(found, act, asks, partial(self._on_undo, found))

    def _on_undo(self, found: Found, values: Values, prompt: Prompt) -> None:
        said = _("The last move of {number} is undone.").format(number=found["application"])
        self._run(Undo(application=found["application"], **values), said, prompt)

    def _set_aside(self, act: Act, found: Found) -> None:
        self._ask(found, act, [questions.reason()], partial(self._on_set_aside, found))

    def _on_set_aside(self, found: Found, values: Values, prompt: Prompt) -> None:
        said = _("{number} is out of the line until it is put back.").format(number=found["application"])
        self._run(SetAside(application=found["application"], **values), said, prompt)

    def _pass_on(self, act: Act, found: Found) -> None:
        self._ask(found, act, questions.handing_to(found, self.staff), partial(self._on_pass_on, found))

    def _on_pass_on(self, found: Found, values: Values, prompt: Prompt) -> None:
        said = _("Offered to {name}. Until it is accepted, {responsible} stays responsible.").format(
            name=self._called(values["to"]), responsible=self._called(found["responsible"])
        )
        self._run(PassOnApplication(application=found["application"], **values), said, prompt)

    def _assign(self, act: Act, found: Found) -> None:
        self._ask(found, act, questions.handing_to(found, self.staff), partial(self._on_assign, found))

    def _on_assign(self, found: Found, values: Values, prompt: Prompt) -> None:
        said = _("{number} is in the hands of {name} now.").format(
            number=found["application"], name=self._called(values["to"])
        )
        self._run(AssignApplication(application=found["application"], **values), said, prompt)

    def _correct(self, act: Act, found: Found) -> None:
        self._ask(found, act, questions.correcting(found), partial(self._on_correct, found))

    def _on_correct(self, found: Found, values: Values, prompt: Prompt) -> None:
        changed = questions.changed(found, values)
        handed_in = values["submitter"], values["relation"]
        same = handed_in == questions.handed_in_by(found)
        command = CorrectApplication(
            application=found["application"],
            reason=values["reason"],
            applicant=ApplicantCorrection(**changed) if changed else None,
            submitter=UNSET if same else _submitter(*handed_in),
        )
        said = _("Corrected. The old values stay in the history.")
        self._run(command, said, prompt)

    def _called(self, staff: str) -> str:
        return next((str(one["name"]) for one in self.staff if one["staff"] == staff), staff)


def _completed(act: Act, found: Found, done: Done) -> str:
    facts = {"step": step_label(act.step), "name": found["name"]}
    if letter := done.ids.get("letter"):
        return _("{step} of {name} is done: number {letter}. Ctrl+Z takes it back.").format(
            letter=letter, **facts
        )
    return _("{step} of {name} is done. Ctrl+Z takes it back.").format(**facts)


def _submitter(name: str, relation: str) -> SubmitterInput | None:
    return SubmitterInput(name=name, relation=relation) if name or relation else None
