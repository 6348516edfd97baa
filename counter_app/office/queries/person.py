"""The record of a copy of personal data: all that the office holds about one citizen, for that citizen.

UU 27/2022 on personal data, art. 7 (access, and a copy) and art. 32 (access to the data and to the track of
their processing, within 3 x 24 hours). Art. 33 b forbids what discloses the data of others: of whoever
handed papers in or collected the product, only the relation is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from counter_app.domain import events as e
from counter_app.domain.application import Application
from counter_app.domain.collecting import relation_label
from counter_app.domain.errors import UserError
from counter_app.domain.event_words import event_words
from counter_app.domain.folding import fold
from counter_app.domain.timeline import event_name
from counter_app.domain.words import state_label, step_label
from counter_app.i18n import _
from counter_app.office import records as r
from counter_app.office.desk import Desk
from counter_app.office.office import ADMINS, Question, answers
from counter_app.office.persons import person_of
from counter_app.office.queries import letterhead
from counter_app.storage import journal
from counter_app.storage.indexes import SPOILED_FOR

_EXPORT = re.compile(r"register (\d{4}-\d\d-\d\d|-) (\d{4}-\d\d-\d\d|-)")


class Person(Question, frozen=True):
    """Show all the office holds about one citizen, with the whole NIK, after show_person wrote it down."""

    person: str


class NotNoted(UserError):
    """Somebody's data were asked for without an entry that says so."""

    def __init__(self) -> None:
        super().__init__(_("You did not note today that these data are shown. Use show_person first."))


@answers(Person, ADMINS)
def person(question: Person, desk: Desk) -> r.PersonalData:
    found = person_of(question.person, desk)
    entries = {number: desk.entries(number) for number in found.numbers}
    if not any(_noted(entry, desk) for entry in entries[found.numbers[-1]]):
        raise NotNoted
    apps = [fold(number, of) for number, of in entries.items()]
    acts = [act for app in apps for act in _acts(app, entries[app.number], desk)]
    return r.PersonalData(
        head=letterhead.head(desk),
        applicant=_identity(apps[-1].applicant),
        applications=[_application(app, desk) for app in apps],
        papers=[paper for app in apps for paper in _papers(app, desk)],
        acts=sorted(acts, key=lambda act: act.at),
        exports=list(_exports(apps, desk)) if found.nik else [],
        closed=found.closed,
        signer=letterhead.whoever_serves(desk),
        printed=letterhead.printed(desk),
    )


def _noted(entry: e.Entry, desk: Desk) -> bool:
    today = desk.local(entry.wall).date() == desk.today
    return isinstance(entry.event, e.PersonShown) and entry.actor == desk.staff.id and today


def _identity(applicant: e.Applicant) -> r.PersonalIdentity:
    return r.PersonalIdentity(
        name=applicant.name,
        nik=applicant.nik,
        birth_date=applicant.birth_date,
        sex={"L": _("male"), "P": _("female")}.get(applicant.sex, ""),
        phone=applicant.phone,
        kelurahan=applicant.kelurahan,
        address=applicant.address,
    )


def _application(app: Application, desk: Desk) -> r.PersonalApplication:
    known = app.service in desk.catalogue.ids()
    conditions = desk.catalogue.conditions(desk.catalogue.plan(app.service)) if known else {}
    holding = [desk.catalogue.text(conditions[n].label) if n in conditions else n for n in app.conditions]
    letter = _("letter {number}").format(number=app.letter) if app.letter else ""
    return r.PersonalApplication(
        number=app.number,
        service=desk.catalogue.label(app.service),
        opened=desk.local(app.opened),
        accepted=_moment(app.accepted, desk),
        ready=_moment(app.ready, desk),
        ended=_moment(app.collected if app.collected is not None else app.closed, desk),
        state=state_label(app.outcome or app.state),
        name=app.applicant.name,
        remark="; ".join(part for part in (*holding, letter) if part),
    )


def _moment(micros: int | None, desk: Desk) -> dt.datetime | None:
    return None if micros is None else desk.local(micros)


def _papers(app: Application, desk: Desk) -> Iterator[r.PersonalPaper]:
    for item in app.items:
        if app.marks.get(item.id) == "present":
            label = desk.catalogue.requirement_label(app.service, item.id)
            yield r.PersonalPaper(
                number=app.number, label=label, doc=item.doc, note=app.notes.get(item.id, "")
            )


def _acts(app: Application, entries: list[e.Entry], desk: Desk) -> Iterator[r.PersonalAct]:
    names = desk.staff_names()
    for entry in entries:
        if entry.event is None:
            continue
        name = event_name(entry.event)
        yield r.PersonalAct(
            at=desk.local(entry.wall),
            number=app.number,
            what=event_words("application", name),
            staff=names.get(entry.actor, entry.actor),
            note=_note(entry.event, app, desk, names),
            whole_nik=_whole_nik(entry.event),
        )
        if isinstance(entry.event, e.ApplicationForwarded):
            yield from _lists(entry.event.batch, app.number, desk)
    for record in _destroyed_in(app, desk):
        drawn = (one for one in desk.stream(f"blangko/{record}") if isinstance(one.event, e.DestructionShown))
        yield from (_drawn(entry, "blangko", record, app.number, desk) for entry in drawn)


def _whole_nik(event: e.Event) -> bool:
    """Whether whoever did it saw the whole NIK: the note of hand-over bears it too."""
    note = isinstance(event, e.PaperPrinted) and event.paper == "handover"
    return note or isinstance(event, e.NikRevealed | e.PersonShown)


def _lists(batch: str, number: str, desk: Desk) -> Iterator[r.PersonalAct]:
    """Yield each time that the list to the agency was drawn with the whole NIK, while the file was on it."""
    off = e.BatchForwardingUndone(application=number)
    entries = desk.stream(f"batch/{batch}")
    for entry in takewhile(lambda entry: entry.event != off, entries):
        if isinstance(entry.event, e.BatchShown):
            yield _drawn(entry, "batch", batch, number, desk)


def _destroyed_in(app: Application, desk: Desk) -> dict[str, None]:
    """Return the records of destruction that name a card of the application."""
    sql = f"SELECT at FROM blangko_move WHERE {SPOILED_FOR} AND application = ?"
    places = [at for (at,) in desk.rows(sql, app.number)]
    if app.handed is not None and app.handed.old_kind and app.handed.old_card_withdrawn:
        places.append(app.handed_at)
    return dict.fromkeys(record for at in sorted(places) if (record := desk.destroyed_since(at)))


def _drawn(entry: e.Entry, of: str, id: str, number: str, desk: Desk) -> r.PersonalAct:
    """Return the act of drawing a paper about many, which bears the whole NIK of each."""
    assert entry.event is not None
    return r.PersonalAct(
        at=desk.local(entry.wall),
        number=number,
        what=event_words(of, event_name(entry.event)),
        staff=desk.staff_name(entry.actor),
        note=id,
        whole_nik=True,
    )


def _note(event: e.Event, app: Application, desk: Desk, names: Mapping[str, str]) -> str:
    """Return what an entry tells of this citizen, never of another one."""
    match event:
        case e.ApplicationOpened2(submitter=submitter) if submitter is not None:
            return _("handed in by somebody else: {relation}").format(relation=submitter.relation or "-")
        case e.ApplicationReturned(missing=missing, groups=groups):
            return ", ".join(desk.requirement_labels(app, [*missing, *groups]))
        case e.StepCompleted(step=step, serial=serial):
            return ", ".join(part for part in (step_label(step), serial) if part)
        case e.StepSigned(name=name, title=title):
            return f"{name} ({title.replace(chr(10), ' ')})"
        case e.ApplicationHandedOver2(relation=relation) if relation:
            return _("collected by somebody else: {relation}").format(relation=relation_label(relation))
        case e.ResponsibilityPassed(to=to, reason=reason) | e.ApplicationAssigned(to=to, reason=reason):
            return f"{names.get(to, to)}: {reason}"
        case e.PaperPrinted(paper=paper) | e.PaperFailed(paper=paper):
            return _paper_words().get(paper, paper)
    return str(getattr(event, "reason", ""))


def _paper_words() -> dict[str, str]:
    return {
        "receipt": _("Receipt for papers"),
        "slip": _("List of missing papers"),
        "handover": _("Note of hand-over"),
    }


def _exports(apps: list[Application], desk: Desk) -> Iterator[r.PersonalExport]:
    """Yield the lists with whole NIKs that left the program and held, or may have held, this citizen."""
    names = desk.staff_names()
    made = "stream >= 'export/' AND stream < 'export0'"
    for wall, actor, payload in desk.rows(
        f"SELECT wall, actor, payload FROM journal WHERE {made} ORDER BY at"
    ):
        event = journal.decode(payload)
        before = [app for app in apps if app.opened <= wall]
        if not isinstance(event, e.Exported) or not before:
            continue
        sure = _held(event.what, before, desk.local(wall).date(), desk)
        if sure is not False:
            who = names.get(actor, actor)
            yield r.PersonalExport(at=desk.local(wall), staff=who, what=event.what, sure=bool(sure))


def _held(what: str, apps: list[Application], on: dt.date, desk: Desk) -> bool | None:
    """Tell whether an export held one of ``apps``; None where its words don't say what it held."""
    found = _EXPORT.fullmatch(what)
    if found is None:
        return None
    first, last = (None if text == "-" else dt.date.fromisoformat(text) for text in found.groups())
    begin = first or dt.date(last.year if last else on.year, 1, 1)
    end = last or dt.date(begin.year if first else on.year, 12, 31)
    return any(begin <= desk.local(app.opened).date() <= end for app in apps)
