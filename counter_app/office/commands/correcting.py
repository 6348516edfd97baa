"""The command that corrects a file: only what is given changes, and what is given empty is emptied."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from counter_app.domain import checklist, costs, life
from counter_app.domain import events as e
from counter_app.domain import nik as niks
from counter_app.domain.application import Application
from counter_app.domain.reason import reason
from counter_app.i18n import _
from counter_app.office.commands.applications import HowMany, SubmitterInput, born, clean, facts_of, twice
from counter_app.office.desk import Desk
from counter_app.office.intake import counts_of, holding_of
from counter_app.office.office import CLERKS, Changes, Command, handles

Text = str | None | UnsetType


class ApplicantCorrection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Only the fields that change; "" or null empties one."""

    name: Text = UNSET
    nik: Text = UNSET
    birth_date: dt.date | UnsetType | None = UNSET
    sex: Literal["", "L", "P"] | UnsetType | None = UNSET
    phone: Text = UNSET
    address: Text = UNSET
    kelurahan: Text = UNSET


class CorrectApplication(Command, frozen=True):
    """Correct the citizen's data or the conditions; the old values stay in the timeline."""

    application: str
    reason: str
    applicant: ApplicantCorrection | None = None
    submitter: SubmitterInput | UnsetType | None = UNSET
    conditions: list[str] | None = None
    counts: dict[str, HowMany] | None = None


@handles(CorrectApplication, CLERKS)
def correct_application(cmd: CorrectApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    change = _change(app, cmd.applicant, desk)
    submitter = app.submitter if cmd.submitter is UNSET else _submitter(cmd.submitter)
    event = e.ApplicationCorrected2(
        reason=reason(cmd.reason),
        applicant=None if change == e.ApplicantChange() else change,
        submitter=UNSET if submitter == app.submitter else submitter,
    )
    applicant = app.applicant.changed(change)
    warnings = _doubts(change, applicant, app, desk)
    if cmd.conditions is not None or cmd.counts is not None or _decides(event, app):
        event, lacking = _with_papers(event, cmd, _facts(applicant, submitter, app, desk), app, desk)
        warnings += lacking
    if event == e.ApplicationCorrected2(reason=event.reason):
        raise life.NothingGiven
    return Changes([(f"application/{app.number}", event)], {}, warnings)


def _submitter(given: SubmitterInput | None) -> e.Submitter | None:
    return None if given is None else e.Submitter(clean(given.name), given.relation.strip())


def _decides(event: e.ApplicationCorrected2, app: Application) -> bool:
    """Whether other papers may be needed now: of a file of before the program nobody knows the papers."""
    change = event.applicant or e.ApplicantChange()
    same = change.birth_date is UNSET and change.sex is UNSET and event.submitter is UNSET
    return app.imported is None and not same


def _facts(
    applicant: e.Applicant, submitter: e.Submitter | None, app: Application, desk: Desk
) -> checklist.Facts:
    return facts_of(applicant, submitter, app.event_date, desk)


def _with_papers(
    event: e.ApplicationCorrected2,
    cmd: CorrectApplication,
    facts: checklist.Facts,
    app: Application,
    desk: Desk,
) -> tuple[e.ApplicationCorrected2, list[str]]:
    """Return the correction with the conditions that hold now and all that follows from them."""
    plan = desk.catalogue.plan(app.service)
    known = desk.catalogue.conditions(plan)
    ticked = _answered(app, desk) if cmd.conditions is None else cmd.conditions
    holding = holding_of(plan, ticked, facts, desk)
    checklist.check_age(plan, facts.age, holding, known)
    counts = app.counts if cmd.counts is None else counts_of(plan, cmd.counts)
    if (sorted(holding), counts) == (app.conditions, app.counts):
        return event, []
    needed = checklist.needed_now(plan, holding, counts)
    event = msgspec.structs.replace(
        event,
        conditions=sorted(holding),
        counts=counts,
        items=needed.items,
        groups=needed.groups,
        unanswered=checklist.unanswered(plan, holding),
        charges=costs.charges(plan, holding, counts),
        use=checklist.use_of(plan.service, holding),
    )
    return event, _now_needed(app, needed, desk)


def _answered(app: Application, desk: Desk) -> list[str]:
    """Return the conditions that somebody ticked; what followed from the data of before is not one."""
    plan = desk.catalogue.plan(app.service)
    before = _facts(app.applicant, app.submitter, app, desk)
    followed = checklist.derived(plan, desk.catalogue.conditions(plan), before)
    return [name for name in app.conditions if name not in followed]


def _now_needed(app: Application, needed: checklist.Needed, desk: Desk) -> list[str]:
    """Warn of papers that an accepted file turns out to lack."""
    gap = checklist.missing(needed.items, needed.groups, app.marks)
    lacking = [id for id in gap.items if id not in app.to_follow]
    labels = desk.requirement_labels(app, lacking + gap.groups)
    if app.accepted is None or not labels:
        return []
    return [
        _("Now also needed: {labels}. Send the file back if the citizen must bring it.").format(
            labels="; ".join(labels)
        )
    ]


def _change(app: Application, given: ApplicantCorrection | None, desk: Desk) -> e.ApplicantChange:
    """Return what differs from what is known; another NIK brings what it says of its bearer."""
    fields = {} if given is None else _given(given)
    if "name" in fields:
        fields["name"] = clean(fields["name"])
    born(fields.get("birth_date"), desk)
    if fields.get("nik"):
        nik = niks.parse(fields["nik"])
        fields = _by_nik(nik, app.applicant, desk) | _by_hand(app.applicant) | fields
        fields["nik"] = nik.digits
    before = msgspec.structs.asdict(app.applicant)
    return e.ApplicantChange(**{name: value for name, value in fields.items() if value != before[name]})


def _given(given: ApplicantCorrection) -> dict[str, Any]:
    """Return the fields that were given; one given empty is emptied."""
    empty = {"birth_date": None}
    fields = {name: value for name, value in msgspec.structs.asdict(given).items() if value is not UNSET}
    return {
        name: value.strip() if isinstance(value, str) and value.strip() else value or empty.get(name, "")
        for name, value in fields.items()
    }


def _doubts(change: e.ApplicantChange, applicant: e.Applicant, app: Application, desk: Desk) -> list[str]:
    """Say of another NIK what disagrees with it, and which other file its bearer has."""
    if change.nik is UNSET or not change.nik:
        return []
    nik = niks.parse(change.nik)
    doubts = niks.warnings(
        nik,
        today=desk.today,
        birth_date=applicant.birth_date,
        sex=applicant.sex,
        region=desk.settings.region,
    )
    return [*doubts, *twice(applicant, app.service, desk, but=app.number)]


def _by_nik(nik: niks.Nik, before: e.Applicant, desk: Desk) -> dict[str, Any]:
    """Return what a NIK says of its bearer, whose century may be known."""
    return {"birth_date": niks.birth(nik, today=desk.today, given=before.birth_date), "sex": nik.sex}


def _by_hand(applicant: e.Applicant) -> dict[str, Any]:
    """Return what was typed and did not come from the NIK: another NIK does not change it."""
    nik = niks.parse(applicant.nik) if applicant.nik else None
    typed: dict[str, Any] = {}
    if applicant.birth_date and (nik is None or applicant.birth_date not in nik.births):
        typed["birth_date"] = applicant.birth_date
    if applicant.sex and (nik is None or applicant.sex != nik.sex):
        typed["sex"] = applicant.sex
    return typed
