"""Facts written to the journal.

An event class is never renamed, removed or re-typed. A new shape is a new tag (``...2``) and an
upcaster in ``storage/journal.py``. Instants are UTC microseconds. An event carries what was decided
with (requirements, steps, due), so that folding reads nothing but its own stream.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from counter_app.domain.checklist import Item, ItemGroup, Mark
from counter_app.domain.costs import Charge
from counter_app.domain.settings import Settings


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag_field="type"):
    """Base of every journal event."""


class Applicant(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The citizen whom an application is about."""

    name: str
    nik: str = ""
    birth_date: dt.date | None = None
    sex: Literal["", "L", "P"] = ""
    phone: str = ""
    kelurahan: str = ""
    address: str = ""

    def changed(self, change: ApplicantChange) -> Applicant:
        """Return the citizen with the fields that ``change`` names."""
        given = msgspec.structs.asdict(change)
        return msgspec.structs.replace(self, **{k: v for k, v in given.items() if v is not UNSET})


class ApplicantChange(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Only the fields that change; an empty one was emptied."""

    name: str | UnsetType = UNSET
    nik: str | UnsetType = UNSET
    birth_date: dt.date | UnsetType | None = UNSET
    sex: Literal["", "L", "P"] | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    kelurahan: str | UnsetType = UNSET
    address: str | UnsetType = UNSET


class Submitter(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who handed the papers in, when not the applicant."""

    name: str
    relation: str = ""


class PlannedStep(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One step of one application, as the catalogue had it at acceptance."""

    id: str
    after: list[str] = []
    need: Literal["", "blangko", "signature", "agency"] = ""
    of: str = ""
    deputies: list[str] = []
    limit_days: int = 14
    depends: str = ""


# --- application ------------------------------------------------------------


class ApplicationOpened(Event, frozen=True, tag="application.opened.1"):
    """A citizen's case was taken up, with the requirements that hold for it."""

    service: str
    recap_group: str
    use: str  # what a blangko is booked as: new, lost, damaged, change
    applicant: Applicant
    items: list[Item]
    groups: list[ItemGroup] = []
    submitter: Submitter | None = None
    conditions: list[str] = []
    visit: str = ""
    ticket: str = ""
    event_date: dt.date | None = None


class ApplicationOpened2(Event, frozen=True, tag="application.opened.2"):
    """A citizen's case was taken up, with all that was decided with: papers, costs, who may collect."""

    service: str
    recap_group: str
    use: str  # what a blangko is booked as: new, lost, damaged, change
    applicant: Applicant
    items: list[Item]
    groups: list[ItemGroup] = []
    submitter: Submitter | None = None
    conditions: list[str] = []
    counts: dict[str, int] = {}  # how many heirs, by the name of what is counted
    unanswered: list[list[str]] = []  # reasons of which one must still be said
    charges: list[Charge] | None = None  # None: taken up before they were kept
    collect_in_person: bool = False
    visit: str = ""
    ticket: str = ""
    event_date: dt.date | None = None


class RequirementsMarked(Event, frozen=True, tag="application.requirements_marked.1"):
    """The clerk looked at papers."""

    marks: dict[str, Mark]
    notes: dict[str, str] = {}


class RequirementToFollow(Event, frozen=True, tag="application.requirement_to_follow.1"):
    """A supervisor lets one photocopy come at hand-over."""

    requirement: str
    reason: str


class ApplicationReturned(Event, frozen=True, tag="application.returned.1"):
    """The citizen was sent home with the list of all that is missing."""

    missing: list[str]
    groups: list[str] = []
    deposited: bool = False


class ApplicationAccepted(Event, frozen=True, tag="application.accepted.1"):
    """The file is complete: the office has it, with its steps and its deadline."""

    steps: list[PlannedStep]
    due: int
    expected: dt.date | None = None
    rank: int | None = None
    delivery: dt.date | None = None
    working_days: int = 0
    minutes: int = 0
    days: int = 0


class StepCompleted(Event, frozen=True, tag="application.step_completed.1"):
    """One step was done. A blangko named in ``kind`` was used."""

    step: str
    kind: str = ""
    serial: str = ""
    out_of_line_reason: str = ""
    passed: int = 0  # applications before this one in the line
    shelf: str = ""
    letter: str = ""  # the number that register gives
    batch: str = ""


class StepSigned(Event, frozen=True, tag="application.step_signed.1"):
    """An official signed; ``form`` is empty when it was the signer himself."""

    step: str
    official: str
    name: str
    title: str
    form: str = ""
    letter: str = ""


class ApplicationForwarded(Event, frozen=True, tag="application.forwarded.1"):
    """The file left for the agency with a manifest."""

    step: str
    batch: str


class ApplicationSentBack(Event, frozen=True, tag="application.sent_back.1"):
    """A step was reopened; a card or form printed since no longer serves."""

    step: str
    reason: str
    citizen_needed: bool = False


class CitizenCame(Event, frozen=True, tag="application.citizen_came.1"):
    """The citizen who was awaited came; the deadline moved by the time waited."""

    due: int


class ApplicationHandedOver(Event, frozen=True, tag="application.handed_over.1"):
    """The product was collected: written before version 0.4."""

    receiver: str
    relation: str = ""
    proof: str = ""
    old_card_withdrawn: bool | None = None
    old_kind: str = ""  # the kind of the withdrawn card
    receipt_returned: bool | None = None  # False: the receipt was lost
    fingerprint_matched: bool | None = None  # yes or no only: no biometrics are kept


class ApplicationHandedOver2(Event, frozen=True, tag="application.handed_over.2"):
    """The product was collected, by the applicant or somebody else with a power of attorney."""

    receiver: str
    relation: str = ""  # empty: the applicant; one of collecting.RELATIONS, or own words
    proof: str = ""  # a collecting.Proof
    power: bool | None = None  # a power of attorney was handed in; None: nobody said
    old_card_withdrawn: bool | None = None
    old_kind: str = ""  # the kind of the withdrawn card
    receipt_returned: bool | None = None  # False: the receipt was lost
    fingerprint_matched: bool | None = None  # yes or no only: no biometrics are kept


class ApplicationClosed(Event, frozen=True, tag="application.closed.1"):
    """The case ended without its product: written before version 0.2."""

    outcome: Literal["rejected", "withdrawn"]
    reason: str


class Card(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One printed card or form."""

    kind: str
    serial: str = ""


class ApplicationClosed2(Event, frozen=True, tag="application.closed.2"):
    """The case ended without its product; what was printed for it no longer serves."""

    outcome: Literal["rejected", "withdrawn"]
    reason: str
    spoiled: list[Card] = []


class MoveUndone(Event, frozen=True, tag="application.move_undone.1"):
    """A mistaken entry of this stream counts as not written."""

    counter: str
    seq: int
    what: str  # the tag of the undone entry
    reason: str


class ApplicationCorrected(Event, frozen=True, tag="application.corrected.1"):
    """Facts of the citizen or the conditions were wrong; the old ones stay in the timeline."""

    reason: str
    applicant: Applicant | None = None
    conditions: list[str] | None = None
    items: list[Item] | None = None
    groups: list[ItemGroup] | None = None


class ApplicationCorrected2(Event, frozen=True, tag="application.corrected.2"):
    """Facts of the citizen, the conditions or the counts were wrong; the old ones stay in the timeline.

    It names only what changes, so that two corrections made apart don't undo each other. With other
    conditions or counts comes all that follows from them: papers, costs, what a blangko is.
    """

    reason: str
    applicant: ApplicantChange | None = None
    submitter: Submitter | UnsetType | None = UNSET
    conditions: list[str] | None = None
    counts: dict[str, int] | None = None
    items: list[Item] | None = None
    groups: list[ItemGroup] | None = None
    unanswered: list[list[str]] | None = None
    charges: list[Charge] | None = None
    use: str | None = None


class ResponsibilityPassed(Event, frozen=True, tag="application.responsibility_passed.1"):
    """The responsible clerk offered the file to a colleague."""

    to: str
    reason: str


class ResponsibilityAccepted(Event, frozen=True, tag="application.responsibility_accepted.1"):
    """The colleague took the file over."""


class ApplicationAssigned(Event, frozen=True, tag="application.assigned.1"):
    """A supervisor gave the file to a member of staff."""

    to: str
    reason: str


class ApplicationSetAside(Event, frozen=True, tag="application.set_aside.1"):
    """The application left the line for a blangko."""

    reason: str


class ApplicationPutBack(Event, frozen=True, tag="application.put_back.1"):
    """The application returned to its place in the line."""


class NikRevealed(Event, frozen=True, tag="application.nik_revealed.1"):
    """Somebody read the whole NIK."""


class PaperPrinted(Event, frozen=True, tag="application.paper_printed.1"):
    """A receipt, slip or note was drawn; the second and later ones are copies."""

    paper: str
    size: str = ""


class PaperFailed(Event, frozen=True, tag="application.paper_failed.1"):
    """The last one did not come out of the printer: the next takes its place, as original or copy."""

    paper: str


class ApplicationImported(Event, frozen=True, tag="application.imported.1"):
    """A file of before the program, as its register told it: with its own days, whatever day it is today."""

    batch: str  # the import
    line: int
    service: str
    recap_group: str
    use: str
    applicant: Applicant
    opened: int  # it counts as accepted then
    due: int
    old_number: str = ""
    steps: list[PlannedStep] = []  # of one that is not finished
    passed: list[str] = []  # steps that were done before
    ready: int | None = None
    collected: int | None = None
    receiver: str = ""
    closed: int | None = None
    outcome: Literal["", "rejected", "withdrawn"] = ""
    working_days: int = 0
    minutes: int = 0
    days: int = 0
    remark: str = ""


class ApplicationImportUndone(Event, frozen=True, tag="application.import_undone.1"):
    """The import that brought this file was undone: it counts as never written."""

    batch: str


class PersonShown(Event, frozen=True, tag="application.person_shown.1"):
    """All that the office holds about the citizen was drawn on paper, to be handed to that citizen."""


# --- blangko ----------------------------------------------------------------


class BlangkoReceived(Event, frozen=True, tag="blangko.received.1"):
    """A delivery of blank stock was booked in."""

    kind: str
    quantity: int
    letter: str = ""
    sender: str = ""
    serial_from: str = ""
    serial_to: str = ""


class BlangkoSpoiled(Event, frozen=True, tag="blangko.spoiled.1"):
    """Blank stock was ruined before it became a document: written before version 0.4."""

    kind: str
    quantity: int
    reason: str
    application: str = ""


class BlangkoSpoiled2(Event, frozen=True, tag="blangko.spoiled.2"):
    """Blank stock was ruined before it became a document; of one piece the serial number may be known."""

    kind: str
    quantity: int
    reason: str
    application: str = ""
    serial: str = ""


class BlangkoCounted(Event, frozen=True, tag="blangko.counted.1"):
    """A stock-taking by two people found ``counted``; the ledger moves by ``difference``."""

    kind: str
    counted: int
    difference: int
    reason: str
    second: str = ""


class BlangkoExpected(Event, frozen=True, tag="blangko.expected.1"):
    """A delivery was announced for a day."""

    kind: str
    quantity: int
    on: dt.date


class CardsDestroyed(Event, frozen=True, tag="blangko.destroyed.1"):
    """Withdrawn and spoiled cards up to this moment were destroyed before witnesses."""

    method: str
    letter: str = ""
    witnesses: list[str] = []


class DestructionShown(Event, frozen=True, tag="blangko.destruction_shown.1"):
    """The record of destroyed cards, with whole NIKs, was drawn on paper."""


# --- signing, disruptions, agency -------------------------------------------


class Deputy(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who may sign while an official is away, in which form, for which services (empty: all)."""

    official: str
    form: Literal["plh", "plt", "an_sekcam", "an_kasi", "ub"]
    letter: str = ""
    services: list[str] = []


class AbsenceRecorded(Event, frozen=True, tag="absence.recorded.1"):
    """An official is away from ``begins`` until ``ends`` (exclusive)."""

    official: str
    begins: int
    ends: int
    reason: str
    deputies: list[Deputy] = []


class AbsenceEnded(Event, frozen=True, tag="absence.ended.1"):
    """The official is back."""

    on: int


class DisruptionBegan(Event, frozen=True, tag="disruption.began.1"):
    """Something the work depends on went down."""

    what: Literal["siak", "recorder", "printer", "power"]
    begins: int
    note: str = ""


class DisruptionEnded(Event, frozen=True, tag="disruption.ended.1"):
    """It works again."""

    on: int


class BatchForwarded(Event, frozen=True, tag="batch.forwarded.1"):
    """Files went to an agency together."""

    agency: str
    applications: list[str]
    note: str = ""


class BatchReceived(Event, frozen=True, tag="batch.received.1"):
    """Some files of the batch came back."""

    applications: list[str]
    note: str = ""


class BatchShown(Event, frozen=True, tag="batch.shown.1"):
    """The list with whole NIKs was drawn on paper."""


class BatchReceiptUndone(Event, frozen=True, tag="batch.receipt_undone.1"):
    """A file that was ticked off by mistake is out with the list again."""

    application: str


class BatchForwardingUndone(Event, frozen=True, tag="batch.forwarding_undone.1"):
    """A file that was put on the list by mistake never left with it."""

    application: str


# --- queue ------------------------------------------------------------------


class TicketIssued(Event, frozen=True, tag="ticket.issued.1"):
    """A citizen took a place in the day's queue; priority has its ground (UU 25/2009 art. 29)."""

    group: str
    klass: Literal["regular", "priority", "returning"] = "regular"
    ground: str = ""


class TicketCalled(Event, frozen=True, tag="ticket.called.1"):
    """The ticket was called, by its turn or (with a reason) past ``passed`` others."""

    by_next: bool = False
    reason: str = ""
    passed: int = 0


class TicketSkipped(Event, frozen=True, tag="ticket.skipped.1"):
    """Nobody came."""


class TicketRequeued(Event, frozen=True, tag="ticket.requeued.1"):
    """The citizen came after all: behind the next two."""


class TicketFinished(Event, frozen=True, tag="ticket.finished.1"):
    """The citizen was served."""


class TicketArrived(Event, frozen=True, tag="ticket.arrived.1"):
    """The citizen who was called stands at the desk: the way ends, the service begins."""


class TicketParked(Event, frozen=True, tag="ticket.parked.1"):
    """The citizen fetches something and comes back behind the next two."""

    reason: str


class TicketTransferred(Event, frozen=True, tag="ticket.transferred.1"):
    """The ticket goes to another group, in its old place."""

    group: str
    note: str = ""


class TicketHandedOn(Event, frozen=True, tag="ticket.handed_on.1"):
    """Whoever called it must not serve it (a relative): somebody else calls it, in its old place."""

    reason: str


class TicketAlso(Event, frozen=True, tag="ticket.also.1"):
    """The citizen comes for more: after this group the ticket goes on to the others."""

    groups: list[str]


class TicketWentOn(Event, frozen=True, tag="ticket.went_on.1"):
    """Served in one group; the ticket goes on to the next one that it was issued for."""

    group: str


class TicketLeftOpen(Event, frozen=True, tag="ticket.left_open.1"):
    """Nobody ended it on its day: it is closed, and its times count nowhere."""


class CounterOpened(Event, frozen=True, tag="counter.opened.1"):
    """The counter serves, and calls these groups; none named: all."""

    groups: list[str] = []


class CounterPaused(Event, frozen=True, tag="counter.paused.1"):
    """The counter has a break."""

    reason: str = ""


class CounterClosed(Event, frozen=True, tag="counter.closed.1"):
    """The counter serves nobody any more today."""


# --- office, staff, services ------------------------------------------------


class OfficeFounded(Event, frozen=True, tag="office.founded.1"):
    """The office's settings at set-up."""

    settings: Settings


class OfficeChanged(Event, frozen=True, tag="office.changed.1"):
    """New settings took the place of the old ones."""

    settings: Settings


class EmblemSet(Event, frozen=True, tag="office.emblem_set.1"):
    """The emblem of the city or regency stands at the head of sheets; empty: none does."""

    picture: bytes


class OfficialSet(Event, frozen=True, tag="official.set.1"):
    """Name and rank of whoever signs on paper."""

    role: Literal["camat", "sekcam", "kasi"]
    name: str
    title: str = ""
    nip: str = ""
    rank: str = ""


class OfficialRetired(Event, frozen=True, tag="official.retired.1"):
    """The official no longer signs."""


class StaffSet(Event, frozen=True, tag="staff.set.1"):
    """A member of staff was added or changed."""

    name: str
    role: Literal["clerk", "supervisor", "camat", "admin"]


class StaffRetired(Event, frozen=True, tag="staff.retired.1"):
    """A member of staff left; old entries keep the name."""


class PasswordSet(Event, frozen=True, tag="staff.password_set.1"):
    """A password was given or changed; the entry says how, and nothing about the password."""

    how: Literal["own", "reset", "first", "recovery"]


class ServiceChanged(Event, frozen=True, tag="service.changed.1"):
    """The office's own definition of a service, as its TOML text."""

    definition: str


class ServiceChanged2(Event, frozen=True, tag="service.changed.2"):
    """The office's own definition of a service, in force at once or from a day on."""

    definition: str
    starts: dt.date | None = None  # None: at once


class ReadingClosed(Event, frozen=True, tag="retention.closed.1"):
    """Applications opened and finished before a day are closed; ``years`` was the office's rule then."""

    before: dt.date
    years: int
    reason: str


class ReadingReopened(Event, frozen=True, tag="retention.reopened.1"):
    """What was closed to reading is open again."""

    reason: str


class ClockConfirmed(Event, frozen=True, tag="clock.confirmed.1"):
    """A supervisor confirmed that the machine's clock is right though it disagrees with the journal."""

    reason: str


class Exported(Event, frozen=True, tag="export.made.1"):
    """A list with whole NIKs left the program."""

    what: str


# --- the day ------------------------------------------------------------------


class ClosingBefore(msgspec.Struct, frozen=True, gc=False):
    """The closing that another one goes on from."""

    day: dt.date
    counter: str
    seq: int


class DayClosed(Event, frozen=True, tag="day.closed.1"):
    """A day's report was signed off: from then on it is told from here, whatever is put right later.

    ``report`` is the whole record of the daily report (office.records.DailyReport) as it was then: a field
    that is added to it later needs a default.
    """

    date: dt.date
    heads: dict[str, tuple[int, str]]  # counter -> its newest entry that was counted, and that one's hash
    report: msgspec.Raw
    language: Literal["id", "en"]
    size: str  # of the paper
    before: ClosingBefore | None = None  # None: the first


class ClosingVoided(Event, frozen=True, tag="day.closing_voided.1"):
    """A closing that was written under a clock ahead counts no more; the day may be closed again."""

    counter: str
    seq: int


# --- the data itself ----------------------------------------------------------


class DataRestored(Event, frozen=True, tag="restore.made.1"):
    """A backup took the place of the data; entries after ``kept`` of each counter are lost."""

    backup: str  # its folder's name
    kept: dict[str, int]  # counter -> its newest entry from then on
    lost: int | None  # how many entries; None: what was there could not be read


class LettersLost(Event, frozen=True, tag="letters.lost.1"):
    """A restore gave up the entries of these letters; the letters are out, so their numbers stay given."""

    numbers: list[tuple[str, int]]  # each with the wall of its entry


class Gap(msgspec.Struct, frozen=True, gc=False):
    """Entries of one counter that are gone, first and last."""

    counter: str
    first: int
    last: int


class DataSalvaged(Event, frozen=True, tag="restore.salvaged.1"):
    """What could be read of damaged data, and of a backup, is the data from then on."""

    kept: dict[str, int]
    missing: list[Gap] = []
    backup: str = ""


class KeyChanged(Event, frozen=True, tag="key.changed.1"):
    """The database has a new key, which slots and backups of before don't open; or a new recovery key."""

    reason: str
    what: Literal["database", "recovery"] = "database"


class ImportMade(Event, frozen=True, tag="import.made.1"):
    """Lines of an old register became applications."""

    file: str  # its name
    digest: str  # of its bytes
    lines: int  # that the register has
    applications: int
    known: int = 0  # lines that were known already, or stood there twice
    faulty: int = 0  # lines left out
    headings: list[str] = []
    mapping: dict[str, str] = {}  # field -> heading
    service: str = ""  # of every line that names none
    state: str = ""


class ImportUndone(Event, frozen=True, tag="import.undone.1"):
    """An import was undone, with all its applications."""

    applications: int


AnyEvent = (
    DataRestored
    | DataSalvaged
    | KeyChanged
    | ApplicationOpened
    | ApplicationOpened2
    | RequirementsMarked
    | RequirementToFollow
    | ApplicationReturned
    | ApplicationAccepted
    | StepCompleted
    | StepSigned
    | ApplicationForwarded
    | ApplicationSentBack
    | CitizenCame
    | ApplicationHandedOver
    | ApplicationHandedOver2
    | ApplicationClosed
    | ApplicationClosed2
    | MoveUndone
    | ApplicationCorrected
    | ApplicationCorrected2
    | ResponsibilityPassed
    | ResponsibilityAccepted
    | ApplicationAssigned
    | ApplicationSetAside
    | ApplicationPutBack
    | NikRevealed
    | PaperPrinted
    | PaperFailed
    | PersonShown
    | ApplicationImported
    | ApplicationImportUndone
    | BlangkoReceived
    | BlangkoSpoiled
    | BlangkoSpoiled2
    | BlangkoCounted
    | BlangkoExpected
    | CardsDestroyed
    | DestructionShown
    | AbsenceRecorded
    | AbsenceEnded
    | DisruptionBegan
    | DisruptionEnded
    | BatchForwarded
    | BatchReceived
    | BatchReceiptUndone
    | BatchShown
    | BatchForwardingUndone
    | TicketIssued
    | TicketCalled
    | TicketSkipped
    | TicketRequeued
    | TicketFinished
    | TicketArrived
    | TicketParked
    | TicketTransferred
    | TicketHandedOn
    | TicketAlso
    | TicketWentOn
    | TicketLeftOpen
    | CounterOpened
    | CounterPaused
    | CounterClosed
    | OfficeFounded
    | OfficeChanged
    | EmblemSet
    | OfficialSet
    | OfficialRetired
    | StaffSet
    | StaffRetired
    | PasswordSet
    | ServiceChanged
    | ServiceChanged2
    | ReadingClosed
    | ReadingReopened
    | ClockConfirmed
    | Exported
    | ImportMade
    | ImportUndone
    | DayClosed
    | ClosingVoided
    | LettersLost
)


def tag(event: Event | None) -> str:
    """Return the tag under which ``event`` is kept: ``application.accepted.1``."""
    return str(type(event).__struct_config__.tag) if event is not None else ""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One journal row, decoded; ``event`` is None for a tag this version does not know."""

    counter: str
    seq: int
    at: int
    wall: int
    actor: str
    event: Event | None

    def not_before(self, wall: int) -> Entry:
        """Return the entry as if the clock had said at least ``wall``."""
        if self.wall >= wall:
            return self
        return Entry(self.counter, self.seq, self.at, wall, self.actor, self.event)
