"""Commands of the signature folder, of absences and of disruptions."""

from __future__ import annotations

from typing import Literal

import msgspec

from counter_app.domain import events as e
from counter_app.domain import life, signing
from counter_app.domain.calendar import FAR, EndsBeforeItBegins, NotYet, UnlikelyDate
from counter_app.domain.catalogue import Form
from counter_app.domain.errors import UserError
from counter_app.domain.reason import reason
from counter_app.domain.words import disruption_label
from counter_app.i18n import _, short_date, time_text
from counter_app.office.commands.process import resumed, unique
from counter_app.office.desk import Desk
from counter_app.office.office import ABSENCES, SIGNING, SUPERVISORS, Changes, Command, handles

DAY = 86_400_000_000  # microseconds


class AlreadyDown(UserError):
    """A disruption recorded twice."""

    def __init__(self, what: str, since: str) -> None:
        super().__init__(
            _("{what} is down since {when} already. End that first.").format(
                what=disruption_label(what), when=since
            )
        )


class SignApplications(Command, frozen=True):
    """Tick off files that an official signed, all at once."""

    applications: list[str]
    official: str
    form: Form | None = None


class DeputyInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may sign during an absence, in which form, by which letter."""

    official: str
    form: Form
    letter: str = ""
    services: list[str] = []


class RecordAbsence(Command, frozen=True, rename={"from_": "from"}):
    """Note that an official is away, until when, why, and who may sign instead."""

    official: str
    from_: str
    to: str
    reason: str
    deputies: list[DeputyInput] = []


class EndAbsence(Command, frozen=True):
    """The official is back earlier than noted."""

    absence: str


class RecordDisruption(Command, frozen=True, rename={"from_": "from"}):
    """Note that SIAK, the recording device, the printer or the power is down."""

    what: Literal["siak", "recorder", "printer", "power"]
    from_: str = ""
    note: str = ""


class EndDisruption(Command, frozen=True):
    """It works again."""

    disruption: str
    to: str = ""


class UnknownRecord(UserError):
    """No running absence or disruption has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(_("There is no open record {id}. Look at the list again.").format(id=id))


@handles(SignApplications, SIGNING)
def sign_applications(cmd: SignApplications, desk: Desk) -> Changes:
    officials = desk.officials()
    official = signing.known_official(cmd.official, officials)
    absences = desk.absences()
    is_away = signing.away(official.id, absences, desk.now) is not None
    events: list[tuple[str, e.Event]] = []
    for number in unique(cmd.applications):
        app = desk.application(number)
        life.accepted(app)
        step = next((s.plan for s in app.current if s.plan.need == "signature"), None)
        if step is None:
            raise life.StepNotCurrent(number, "sign", [s.plan.id for s in app.current])
        may = signing.signers(step.of, step.deputies, app.service, officials, absences, desk.now)
        capacity = signing.choose(number, official, cmd.form or "", step.deputies, may, is_away=is_away)
        stream = f"application/{number}"
        events += [(stream, event) for event in resumed(app, desk)]
        events.append((stream, _signed(step, capacity, desk)))
    return Changes(events)


def _signed(step: e.PlannedStep, capacity: signing.Capacity, desk: Desk) -> e.StepSigned:
    settings = desk.settings
    title = signing.title_on_paper(capacity, settings.own_name, desk.officials(), settings.head_title)
    return e.StepSigned(
        step=step.id,
        official=capacity.official.id,
        name=capacity.official.name,
        title=title,
        form=capacity.form,
        letter=capacity.letter,
    )


@handles(RecordAbsence, ABSENCES)
def record_absence(cmd: RecordAbsence, desk: Desk) -> Changes:
    officials = desk.officials()
    signing.known_official(cmd.official, officials)
    begins, ends = desk.moment(cmd.from_), desk.moment(cmd.to, end=True)
    if ends <= begins:
        raise EndsBeforeItBegins
    for start, moment in ((desk.now, begins), (begins, ends)):
        if moment > start + FAR * DAY:
            raise UnlikelyDate(desk.local(moment - 1).date())
    for deputy in cmd.deputies:
        signing.check_deputy(signing.known_official(deputy.official, officials), deputy.form, cmd.official)
        for service in deputy.services:
            desk.catalogue.plan(service)
    id = f"{desk.code}-{desk.next_seq()}"
    event = e.AbsenceRecorded(
        official=cmd.official,
        begins=begins,
        ends=ends,
        reason=reason(cmd.reason),
        deputies=[e.Deputy(d.official, d.form, d.letter.strip(), d.services) for d in cmd.deputies],
    )
    return Changes([(f"absence/{id}", event)], {"absence": id})


@handles(EndAbsence, ABSENCES)
def end_absence(cmd: EndAbsence, desk: Desk) -> Changes:
    if desk.value("SELECT 1 FROM absence WHERE id = ? AND ends > ?", cmd.absence, desk.now) is None:
        raise UnknownRecord(cmd.absence)
    return Changes([(f"absence/{cmd.absence}", e.AbsenceEnded(on=desk.now))])


@handles(RecordDisruption, SUPERVISORS)
def record_disruption(cmd: RecordDisruption, desk: Desk) -> Changes:
    begins = desk.moment(cmd.from_) if cmd.from_ else desk.now
    if abs(begins - desk.now) > FAR * DAY:
        raise UnlikelyDate(desk.local(begins).date())
    down = [one.begins for one in desk.disruptions(begins) if one.what == cmd.what and one.ends is None]
    if down:
        since = desk.local(down[0])
        raise AlreadyDown(cmd.what, f"{short_date(since.date())} {time_text(since)}")
    id = f"{desk.code}-{desk.next_seq()}"
    event = e.DisruptionBegan(what=cmd.what, begins=begins, note=cmd.note.strip())
    return Changes([(f"disruption/{id}", event)], {"disruption": id})


@handles(EndDisruption, SUPERVISORS)
def end_disruption(cmd: EndDisruption, desk: Desk) -> Changes:
    begins = desk.value("SELECT begins FROM disruption WHERE id = ? AND ends IS NULL", cmd.disruption)
    if begins is None:
        raise UnknownRecord(cmd.disruption)
    ends = desk.moment(cmd.to, end=True) if cmd.to else max(desk.now, begins)  # one to come is called off
    if ends < begins or (cmd.to and ends == begins):
        raise EndsBeforeItBegins
    if cmd.to and ends > desk.day_bounds(desk.today)[1]:
        raise NotYet(desk.local(ends - 1).date())
    return Changes([(f"disruption/{cmd.disruption}", e.DisruptionEnded(on=ends))])
