"""Commands of an application until it is accepted: open, mark, return, accept."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

from counter_app.domain import checklist, costs, life
from counter_app.domain import events as e
from counter_app.domain import nik as niks
from counter_app.domain.calendar import likely
from counter_app.domain.catalogue import Plan
from counter_app.domain.errors import UserError
from counter_app.domain.queue import UnknownTicket
from counter_app.domain.reason import reason
from counter_app.i18n import _, date_text
from counter_app.office.desk import Desk
from counter_app.office.intake import acceptance, counts_of, holding_of, seen_before, still_asked
from counter_app.office.office import CLERKS, SUPERVISORS, Changes, Command, handles
from counter_app.office.queue import arrival
from counter_app.office.visits import visit_now
from counter_app.storage.indexes import OF_NIK, OPEN

HowMany = Annotated[int, msgspec.Meta(ge=1, le=999)]


class ApplicantInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The citizen as typed at the counter."""

    name: str
    nik: str = ""
    birth_date: dt.date | None = None
    sex: Literal["", "L", "P"] = ""
    phone: str = ""
    address: str = ""
    kelurahan: str = ""


class SubmitterInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whoever hands the papers in for the applicant."""

    name: str
    relation: str = ""


class OpenApplication(Command, frozen=True):
    """Take up a citizen's case for one service; answers with its number.

    ``counts`` says how many there are of what papers or costs are for each: {"ahli waris": 6}.
    """

    service: str
    applicant: ApplicantInput
    submitter: SubmitterInput | None = None
    conditions: list[str] = []
    counts: dict[str, HowMany] = {}
    visit: str = ""
    ticket: str = ""
    event_date: dt.date | None = None


class MarkRequirements(Command, frozen=True):
    """Note which papers are there: present, missing or not_applicable."""

    application: str
    marks: dict[str, checklist.Mark] = {}
    notes: dict[str, str] = {}


class LetFollow(Command, frozen=True):
    """Let one photocopy come later, at hand-over."""

    application: str
    requirement: str
    reason: str


class ReturnApplication(Command, frozen=True):
    """Send the citizen home with the list of everything that is missing."""

    application: str
    deposited: bool = False


class AcceptApplication(Command, frozen=True):
    """Accept a complete file: the deadline starts to run."""

    application: str


class NoName(UserError):
    """An applicant or receiver without a name."""

    def __init__(self) -> None:
        super().__init__(_("The name is empty. Write the name as it stands on the identity card."))


class NotBornYet(UserError):
    """A date of birth in the future."""

    def __init__(self, birth_date: dt.date) -> None:
        super().__init__(
            _("The birth date {date} lies in the future. Write it as on the document.").format(
                date=date_text(birth_date)
            )
        )


class EventOver(UserError):
    """The event that the service is for, such as a wedding, lies in the past."""

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            _("{date} is past. Give the day of the event as on the invitation or form.").format(
                date=date_text(day)
            )
        )


class ServiceOff(UserError):
    """The office does not offer the service."""

    def __init__(self, service: str) -> None:
        super().__init__(
            _("This office does not offer '{service}'. A supervisor can switch it on.").format(
                service=service
            )
        )


@handles(OpenApplication, CLERKS)
def open_application(cmd: OpenApplication, desk: Desk) -> Changes:
    plan = desk.catalogue.plan(cmd.service)
    if not plan.enabled:
        raise ServiceOff(desk.catalogue.label(cmd.service))
    applicant, warnings = _applicant(cmd, desk)
    submitter = e.Submitter(clean(cmd.submitter.name), cmd.submitter.relation) if cmd.submitter else None
    event_date, idle = _event_date(cmd.event_date, plan, desk)
    facts = facts_of(applicant, submitter, event_date, desk)
    holding = holding_of(plan, cmd.conditions, facts, desk)
    checklist.check_age(plan, facts.age, holding, desk.catalogue.conditions(plan))
    counts = counts_of(plan, cmd.counts)
    needed = checklist.needed_now(plan, holding, counts)
    if cmd.ticket and not desk.stream(f"ticket/{cmd.ticket}"):
        raise UnknownTicket(cmd.ticket)
    number = desk.next_number()
    visit, strangers = visit_now(cmd.visit, desk)
    event = e.ApplicationOpened2(
        service=cmd.service,
        recap_group=plan.service.group,
        use=checklist.use_of(plan.service, holding),
        applicant=applicant,
        items=needed.items,
        groups=needed.groups,
        submitter=submitter,
        conditions=sorted(holding),
        counts=counts,
        unanswered=checklist.unanswered(plan, holding),
        charges=costs.charges(plan, holding, counts),
        collect_in_person=plan.service.collect_in_person,
        visit=visit,
        ticket=cmd.ticket,
        event_date=event_date,
    )
    warnings += idle + strangers + twice(applicant, cmd.service, desk) + _not_done(applicant, plan, desk)
    came = arrival(cmd.ticket, desk) if cmd.ticket else []
    return Changes([*came, (f"application/{number}", event)], {"application": number}, warnings)


def _applicant(cmd: OpenApplication, desk: Desk) -> tuple[e.Applicant, list[str]]:
    """Return the applicant, completed by the NIK and by an earlier application, with soft warnings."""
    given = cmd.applicant
    name = clean(given.name)
    born(given.birth_date, desk)
    if not given.nik.strip():
        applicant = e.Applicant(
            name, "", given.birth_date, given.sex, given.phone.strip(), given.kelurahan.strip()
        )
        return msgspec.structs.replace(applicant, address=given.address.strip()), []
    nik = niks.parse(given.nik)
    warnings = niks.warnings(
        nik, today=desk.today, birth_date=given.birth_date, sex=given.sex, region=desk.settings.region
    )
    earlier = seen_before(nik.digits, desk) or e.Applicant(name="")
    applicant = e.Applicant(
        name=name,
        nik=nik.digits,
        birth_date=given.birth_date
        or earlier.birth_date
        or niks.birth(nik, today=desk.today, given=given.birth_date),
        sex=given.sex or earlier.sex or nik.sex,
        phone=given.phone.strip() or earlier.phone,
        kelurahan=given.kelurahan.strip() or earlier.kelurahan,
        address=given.address.strip() or earlier.address,
    )
    return applicant, list(warnings)


def born(birth_date: dt.date | None, desk: Desk) -> None:
    """Refuse a birth that is still to come."""
    if birth_date is not None and birth_date > desk.today:
        raise NotBornYet(birth_date)


def _event_date(given: dt.date | None, plan: Plan, desk: Desk) -> tuple[dt.date | None, list[str]]:
    """Return the day of the event that the service is for; refuse one that is over."""
    if given is None:
        return None, []
    if not plan.service.event.id:
        return None, [
            _("The date {date} was left out: this service asks for none.").format(date=date_text(given))
        ]
    if likely(given) < desk.today:
        raise EventOver(given)
    return given, []


def twice(applicant: e.Applicant, service: str, desk: Desk, *, but: str = "") -> list[str]:
    """Warn of an open application of the same citizen and service, other than ``but``."""
    if not applicant.nik:
        return []
    number = desk.value(
        f"SELECT number FROM {OF_NIK} AND service = ? AND {OPEN} AND number <> ? ORDER BY id DESC LIMIT 1",
        applicant.nik,
        service,
        but,
    )
    if number is None:
        return []
    return [
        _("This citizen already has an open application for the same service: {number}.").format(
            number=number
        )
    ]


def _not_done(applicant: e.Applicant, plan: Plan, desk: Desk) -> list[str]:
    """Warn of the service that comes first, while this citizen's file for it is not ready."""
    first = plan.service.before
    number = applicant.nik and desk.value(
        f"SELECT number FROM {OF_NIK} AND service = ? AND ready IS NULL AND {OPEN} ORDER BY id DESC LIMIT 1",
        applicant.nik,
        first,
    )
    if not first or not number:
        return []
    return [
        _("{first} comes first, and {number} of this citizen is not ready yet.").format(
            first=desk.catalogue.label(first), number=number
        )
    ]


def clean(name: str) -> str:
    """Return ``name`` with single spaces; refuse an empty one."""
    found = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not found:
        raise NoName
    return found


def _age(applicant: e.Applicant, desk: Desk) -> int | None:
    """Return the age by the date of birth, or by the NIK where no date stands."""
    if applicant.birth_date is None and not applicant.nik:
        return None
    birth = applicant.birth_date or niks.birth(niks.parse(applicant.nik), today=desk.today)
    return niks.age(likely(birth), desk.today)


def facts_of(
    applicant: e.Applicant, submitter: e.Submitter | None, event_date: dt.date | None, desk: Desk
) -> checklist.Facts:
    """Return what is known of the citizen and the errand, by which conditions hold."""
    days = desk.calendar.working_days_between(desk.today, likely(event_date)) if event_date else None
    return checklist.Facts(
        age=_age(applicant, desk),
        sex=applicant.sex or None,
        proxy=submitter is not None,
        working_days_to_event=days,
    )


@handles(MarkRequirements, CLERKS)
def mark_requirements(cmd: MarkRequirements, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    return _on(cmd.application, life.mark(app, cmd.marks, cmd.notes))


@handles(LetFollow, SUPERVISORS)
def let_follow(cmd: LetFollow, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    return _on(cmd.application, life.follow(app, cmd.requirement, reason(cmd.reason)))


@handles(ReturnApplication, CLERKS)
def return_application(cmd: ReturnApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    return _on(cmd.application, life.return_(app, deposited=cmd.deposited))


@handles(AcceptApplication, CLERKS)
def accept_application(cmd: AcceptApplication, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    life.before_acceptance(app)
    life.answered(app, still_asked(app, desk))
    gap = life.missing(app)
    if not gap.nothing:
        raise life.Incomplete(app.number, desk.requirement_labels(app, gap.items + gap.groups))
    return _on(cmd.application, acceptance(app.service, app.use, desk))


def _on(number: str, *events: e.Event) -> Changes:
    return Changes([(f"application/{number}", event) for event in events])
