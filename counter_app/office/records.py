"""Finished records for paper, screen and JSON: all a printout needs, so that it looks nothing up.

Labels are already in the language in force, times are aware datetimes in the office's zone, a NIK is
masked. ``None`` stands for "not known", an empty list for "none".
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every record."""


class Head(Record, frozen=True):
    """The letterhead (kop surat)."""

    government: str  # "Pemerintah Kota Palembang"; papers print it in capitals
    office: str  # "Kecamatan Seberang Ulu II"
    address: str
    contact: str  # telephone, e-mail, postal code on one line
    place: str  # "Palembang", before the date in the signature block
    demo: bool  # papers carry the watermark CONTOH
    emblem: bytes = b""  # PNG or JPEG; only papers that are drawn have it, answers don't
    villages: str = "Kelurahan"  # what lies below the kecamatan, as the heading of a column


class Signer(Record, frozen=True):
    """One signature block: the title as it is printed, already with Plh., a.n. or u.b."""

    title: str  # lines are separated by "\n": "a.n. CAMAT SEBERANG ULU II\nSEKRETARIS,"
    name: str
    rank: str
    nip: str
    by_hand: bool = False  # somebody of another office writes name, NIP and date


class Print(Record, frozen=True):
    """The foot of a paper: who printed it, when, on which counter."""

    by: str
    at: dt.datetime
    counter: str


class Forecast(Record, frozen=True):
    """When the citizen can come. ``date``: on ``on``; ``blangko``: waits with ``rank``; ``unknown``."""

    kind: Literal["date", "blangko", "unknown"]
    on: dt.date | None = None  # expected day, also for ``blangko`` when deliveries are expected
    rank: int | None = None
    delivery: dt.date | None = None
    call: bool = True  # a telephone number is known


class Paper(Record, frozen=True):
    """One requirement as a citizen reads it."""

    id: str
    label: str
    doc: str  # catalogue.Doc
    copies: int
    where: str = ""
    note: str = ""
    unit: str = "sheet"  # catalogue.Unit
    per: str = ""  # "ahli waris": what the copies are for each of
    count: int = 0  # how many of them; 0: not known, and ``copies`` are for one
    valid_days: int = 0  # how old it may be; 0: any age


class Choice(Record, frozen=True):
    """Alternatives of which ``min`` are needed; ``label`` names them ("salah satu dari")."""

    label: str
    min: int
    options: list[Paper]


class Amount(Record, frozen=True):
    """One thing to pay for, in rupiah."""

    amount: int  # with a label, 0: as billed
    label: str = ""  # none: the service's own fee
    per: str = ""  # "m2": the amount is for each
    count: int = 0  # how many of them; 0: not known
    condition: str = ""  # when it is to be paid, where that depends on the case


class Cost(Record, frozen=True):
    """What a service costs and by which rule; nothing to pay: why it is free."""

    law: str = ""
    amounts: list[Amount] = []

    @property
    def total(self) -> int | None:
        """The sum, where all of it is known and nothing depends on the case."""
        if any(one.condition or (one.per and not one.count) or not one.amount for one in self.amounts):
            return None
        return sum(one.amount * (one.count or 1) for one in self.amounts)


class ReceiptItem(Record, frozen=True):
    """One accepted application on a receipt."""

    number: str
    name: str
    nik: str
    service: str
    received: list[Paper]
    to_follow: list[Paper]
    working_days: int  # the standard: exactly one of these three is above zero
    minutes: int
    days: int
    due: dt.datetime
    forecast: Forecast
    cost: Cost
    in_person: bool = False  # given to the applicant alone
    submitter: str = ""  # who handed it in for the applicant


class Receipt(Record, frozen=True):
    """Tanda terima berkas: one or more applications of one visit."""

    head: Head
    items: list[ReceiptItem]
    at: dt.datetime
    staff: str
    counter: str
    collect_hours: str  # "08.00-15.00"
    complaints: str  # where to complain
    copy: bool  # SALINAN


class Slip(Record, frozen=True):
    """Tanda kekurangan berkas: everything that is missing, once."""

    head: Head
    number: str  # empty for a quick check without an application
    name: str
    service: str
    at: dt.datetime
    missing: list[Paper]
    choices: list[Choice]  # groups of which too few are present
    complete: list[str]  # labels of what is there
    deposited: bool  # the papers stay at the office
    staff: str
    counter: str
    cost: Cost
    complaints: str
    copy: bool
    before: str = ""  # the service that comes first


class HandedOut(Record, frozen=True):
    """What was handed over: the document, with the number that it bears."""

    label: str  # "KTP-el", or what the service gives
    serial: str = ""  # of a card or form
    letter: str = ""  # of a letter


class HandOver(Record, frozen=True):
    """Tanda penyerahan."""

    head: Head
    number: str
    name: str
    nik: str  # whole on paper, masked in answers
    service: str
    products: list[HandedOut]
    receiver: str
    relation: str  # empty: the applicant
    proof: str  # what identified the receiver
    old_card_withdrawn: bool | None
    at: dt.datetime
    staff: str
    counter: str
    copy: bool
    receipt_returned: bool | None = None
    fingerprint_matched: bool | None = None
    power: bool | None = None  # a power of attorney was handed in


class Ticket(Record, frozen=True):
    """Nomor antrean."""

    head: Head
    id: str  # "L1-20260406-A012", in the QR code
    number: str  # "A012", as it is called
    group: str
    klass: str  # empty for a regular ticket
    at: dt.datetime
    ahead: int
    counter: str
    wait: tuple[int, int] = (0, 0)  # minutes that are likely, from and to
    also: list[str] = []  # queues that it goes on to


class LeafletCondition(Record, frozen=True):
    """Papers needed only in a case: "hilang", or "tidak hilang"."""

    case: str
    papers: list[Paper]
    choices: list[Choice]


class Leaflet(Record, frozen=True):
    """Lembar persyaratan of a service; the poster shows the same record."""

    head: Head
    service: str
    issuer: str
    papers: list[Paper]  # always needed
    choices: list[Choice]
    conditions: list[LeafletCondition]
    optional: list[Paper]
    working_days: int
    minutes: int
    days: int
    cost: Cost
    age: str  # the age rule as a sentence, or empty
    hint: str
    law: list[str]
    hours: list[str]  # "Senin-Kamis 07.30-16.00"
    complaints: str
    product: str = ""  # what one takes home
    validity: str = ""  # how long it is valid, in words
    before: str = ""  # the service that comes first
    in_person: bool = False  # given to the applicant alone


class BatchRow(Record, frozen=True):
    """One file in the signature folder."""

    number: str
    name: str
    service: str
    since: dt.date
    working_days: int
    stalled: bool


class SigningBatch(Record, frozen=True):
    """Lembar pengantar berkas untuk tanda tangan, oldest first."""

    head: Head
    to: str  # whose folder: "Camat Seberang Ulu II", or the deputy's title
    rows: list[BatchRow]
    signer: Signer  # who sends the folder in: kasi
    printed: Print


class CallRow(Record, frozen=True):
    """One application that a card in stock can serve."""

    rank: int
    number: str
    name: str
    phone: str
    kelurahan: str
    service: str
    since: dt.date


class CallList(Record, frozen=True):
    """Daftar panggil: whom to call now that blangko is here."""

    head: Head
    kind: str  # label of the kind: "KTP-el"
    on_hand: int
    waiting: int
    rows: list[CallRow]
    printed: Print


class LedgerRow(Record, frozen=True):
    """One line of the blangko ledger; only one of the quantities is not zero."""

    at: dt.datetime
    what: str
    letter: str
    serial: str
    received: int
    used: int
    spoiled: int
    counted: int  # difference found by counting, signed
    left: int
    staff: str
    application: str = ""  # that used or spoiled it


class Ledger(Record, frozen=True):
    """Buku stok blangko of one kind over a period."""

    head: Head
    kind: str
    first: dt.date
    last: dt.date
    opening: int
    rows: list[LedgerRow]
    closing: int
    left_signer: Signer
    right_signer: Signer
    printed: Print


class ManifestRow(Record, frozen=True):
    """One file sent to the agency; ``back`` tells when it came back."""

    number: str
    name: str
    nik: str
    service: str
    back: dt.datetime | None


class Manifest(Record, frozen=True):
    """Daftar pengantar ke instansi, ticked off on return."""

    head: Head
    batch: str
    agency: str
    addressee: str  # "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang"
    addressee_place: str
    at: dt.datetime
    rows: list[ManifestRow]
    received: dt.datetime | None  # newest return, None while everything is out
    signer: Signer
    printed: Print


class CollectionRow(Record, frozen=True):
    """One document on the shelf, or handed over (then ``receiver`` and ``collected`` are filled)."""

    number: str
    name: str
    service: str
    shelf: str
    ready: dt.date
    receiver: str
    collected: dt.datetime | None
    relation: str = ""  # empty: the applicant
    power: bool = False  # with a power of attorney
    letter: str = ""


class CollectionBook(Record, frozen=True):
    """Buku pengambilan with signature lines."""

    head: Head
    first: dt.date
    last: dt.date
    rows: list[CollectionRow]
    printed: Print


class DestroyedRow(Record, frozen=True):
    """One withdrawn or spoiled card."""

    name: str
    nik: str  # whole on paper, masked in answers
    number: str
    kind: str
    serial: str
    reason: str
    on: dt.date
    quantity: int


class Witness(Record, frozen=True):
    """Who saw it; the title and NIP where the office knows them."""

    name: str
    title: str = ""
    nip: str = ""


class Destruction(Record, frozen=True):
    """Berita Acara Pemusnahan."""

    head: Head
    number: str  # empty: a dotted line to write it on
    at: dt.datetime
    method: str
    rows: list[DestroyedRow]
    witnesses: list[Witness]
    signer: Signer
    printed: Print


class ServiceDay(Record, frozen=True):
    """The balance of one service: carried_over + corrected + received = done + closed + open."""

    service: str
    label: str
    group: str
    carried_over: int
    received: int
    done: int
    closed: int
    open: int
    late: int  # of open, past due
    returned: int  # outside the balance
    collected: int  # outside the balance
    corrected: int = 0  # how what came after the closing before changes what it left open


class LateRow(Record, frozen=True):
    """What was not counted when the day before was closed: figures of closed days, with their sign."""

    what: Literal["late", "corrected"]
    number: str  # the application; empty: many of one import
    service: str
    label: str
    files: int
    received: int
    done: int
    closed: int
    returned: int
    collected: int
    reason: str


class StallDay(Record, frozen=True):
    """Open applications that stand still for one cause, at the end of the day."""

    cause: str
    number: int
    longest: int  # working days
    frees: str  # what frees them, in words


class BlangkoDay(Record, frozen=True):
    """opening + late + received - used - spoiled + counted = closing."""

    kind: str
    label: str
    opening: int
    received: int
    used: int
    used_new: int
    used_lost: int
    used_damaged: int
    used_change: int
    spoiled: int
    counted: int  # signed
    closing: int
    waiting: int
    days_left: int | None
    withdrawn: int
    destroyed: int
    late: int = 0  # moves of days that were closed before they were known, signed


class MissingDay(Record, frozen=True):
    """How often a requirement was missing when files were returned."""

    requirement: str
    label: str
    times: int


class SigningDay(Record, frozen=True):
    """The signature folder over the day."""

    entered: int
    signed: int
    signed_by: dict[str, int]  # name and capacity -> number
    left: int
    oldest: int  # working days


class QueueRow(Record, frozen=True):
    """Tickets of one group, class or hour; minutes as median and ninetieth percentile, None without any.

    ``wait`` runs from the ticket to the call, ``way`` from the call to the desk, ``service`` at the desk.
    """

    name: str
    taken: int
    served: int
    skipped: int
    transferred: int
    left_open: int
    wait: float | None
    wait_p90: float | None
    way: float | None
    service: float | None
    service_p90: float | None


class QueueStaff(Record, frozen=True):
    """What one member of staff did with tickets."""

    staff: str
    served: int
    service: float | None  # median minutes at the desk
    out_of_turn: int
    passed: int  # tickets before those that were called out of turn


class CounterTime(Record, frozen=True):
    """How long a counter was open and on a break, in minutes, and on how many days."""

    counter: str
    days: int
    open: int
    paused: int


class QueueReport(Record, frozen=True):
    """Laporan antrean of a period."""

    head: Head
    first: dt.date
    last: dt.date
    groups: list[QueueRow]
    classes: list[QueueRow]
    hours: list[QueueRow]
    total: QueueRow
    staff: list[QueueStaff]
    counters: list[CounterTime]
    out_of_turn: list[OutOfTurn]
    left_signer: Signer
    right_signer: Signer
    printed: Print
    one_counter: bool = False


class OutOfTurn(Record, frozen=True):
    """One ticket called, or card printed, before its turn."""

    what: str  # ticket or application number
    staff: str
    passed: int
    reason: str
    at: dt.datetime | None = None  # of a call


class QueueDay(Record, frozen=True):
    """The queue of the day; waits in minutes."""

    taken: int
    served: int
    skipped: int
    priority: int
    mean_wait: float | None
    longest_wait: float | None
    out_of_turn: list[OutOfTurn]
    left_open: int = 0  # closed the next day, their times count nowhere


class StaffDay(Record, frozen=True):
    """What one member of staff did."""

    staff: str
    name: str
    received: int
    returned: int
    done: int
    handed_over: int
    minutes: float | None  # mean working minutes from opening to acceptance or return
    standard: int  # what the study gives an errand at the counter


class Anchor(Record, frozen=True):
    """This counter's newest entry before the end of the day."""

    entries: int
    hash: str


class DayClosing(Record, frozen=True):
    """Who closed a day, when, and the newest entry of each counter that was counted, with its hash."""

    by: str
    at: dt.datetime
    heads: dict[str, tuple[int, str]]


class ClosingAhead(Record, frozen=True):
    """Whether a day is closed, and what closing it would do."""

    date: dt.date
    closed: DayClosing | None
    closes: list[dt.date]  # days that closing it closes, the oldest first
    why_not: str  # why it can't be closed; empty: it can
    until: dt.datetime | None  # the office is open until then: what comes after is counted in the next day


class CounterDay(Record, frozen=True):
    """How far a counter was heard for a day; ``complete``: nothing of that day is still to come from it."""

    code: str
    until: dt.datetime | None  # its newest entry that is counted
    complete: bool
    seal: str  # "1234:9f3a61c2...", empty where it wrote nothing


class Day(Record, frozen=True):
    """What the office did on one day and how things stood at its end: ``ask day``.

    A closing keeps it in the journal: a field that is added needs a default.
    """

    date: dt.date
    counter: str
    services: list[ServiceDay]
    stalled: dict[str, int]
    stalled_rows: list[StallDay]
    blangko: list[BlangkoDay]
    out_of_line: list[OutOfTurn]  # cards printed before their turn
    missing: list[MissingDay]
    signing: SigningDay
    queue: QueueDay
    staff: list[StaffDay]
    notes: list[str]
    anchor: Anchor
    counters: list[CounterDay] = []
    since: dt.date | None = None  # the closed day whose report this one goes on from
    late: list[LateRow] = []  # what came since, of days up to that one
    closed: DayClosing | None = None  # None: nobody closed the day yet


class RegisterRow(Record, frozen=True):
    """One application in a register."""

    at: dt.datetime
    number: str
    name: str
    kelurahan: str
    group: str
    service: str
    staff: str
    state: str
    minutes: int | None
    note: str
    letter: str = ""  # the number that register gave


class RegisterTotal(Record, frozen=True):
    """How many applications of one recap group a register has, by state in words; each row has all states."""

    group: str
    states: dict[str, int]


class DailyReport(Record, frozen=True):
    """Laporan harian pelayanan with its register."""

    head: Head
    day: Day
    hours: str  # "07.30-16.00"
    camat: str  # where the camat is: "di tempat", "dinas luar s.d. 27 November 2026 (Plh. ...)"
    register: list[RegisterRow]
    left_signer: Signer  # "Mengetahui"
    right_signer: Signer
    one_counter: bool  # the report covers this counter only
    printed: Print  # of a closed day: who closed it
    language: str = ""  # of a closed day: the one that it is told in
    size: str = ""  # of a closed day: the paper it is printed on


class RecapRow(Record, frozen=True):
    """One recap group over the period: the study's Table 1 and why things are open."""

    group: str
    carried_over: int
    received: int
    done: int
    closed: int
    open: int
    open_by_cause: dict[str, int]
    open_by_age: dict[str, int]  # working days since acceptance, "2-5", "121-" (domain.ages.LONG) -> number
    longest: int  # working days since the oldest of them was accepted


class TargetRow(Record, frozen=True):
    """The target of one group for a whole year, and what was received of it."""

    year: int
    group: str
    target: int
    received: int  # from 1 January to the end of the period
    inside: int  # of them in the period


class MonthRow(Record, frozen=True):
    """One month of the period, all groups."""

    month: dt.date  # its first day
    received: int
    done: int
    closed: int
    open: int


class Recap(Record, frozen=True):
    """Rekapitulasi permohonan of a period."""

    head: Head
    first: dt.date
    last: dt.date
    until: dt.date  # things are told as they stood at the end of this day: the last, or today
    rows: list[RecapRow]
    targets: list[TargetRow]  # empty: none are set for the years of the period
    months: list[MonthRow]
    left_signer: Signer
    right_signer: Signer
    printed: Print
    one_counter: bool = False  # the report covers this counter only


class Register(Record, frozen=True):
    """Register permohonan of a day, month or year."""

    head: Head
    first: dt.date
    last: dt.date
    rows: list[RegisterRow]
    totals: list[RegisterTotal]  # of groups that occur, with the states that occur
    left_signer: Signer
    right_signer: Signer
    printed: Print
    one_counter: bool = False  # the report covers this counter only


class PersonalIdentity(Record, frozen=True):
    """Who the citizen is, as it was given last; the NIK is whole: the paper is for the citizen."""

    name: str
    nik: str
    birth_date: dt.date | None
    sex: str
    phone: str
    kelurahan: str
    address: str


class PersonalApplication(Record, frozen=True):
    """One application of the citizen; ``name`` as it stands there."""

    number: str
    name: str
    service: str
    opened: dt.datetime
    accepted: dt.datetime | None
    ready: dt.datetime | None
    ended: dt.datetime | None
    state: str
    remark: str


class PersonalPaper(Record, frozen=True):
    """One paper that the citizen brought."""

    number: str
    label: str
    doc: str  # catalogue.Doc
    note: str


class PersonalAct(Record, frozen=True):
    """One thing that was done with the citizen's data; ``whole_nik``: whoever did it saw the whole NIK."""

    at: dt.datetime
    number: str
    what: str
    staff: str
    note: str
    whole_nik: bool


class PersonalExport(Record, frozen=True):
    """One list with whole NIKs that left the program; not ``sure``: nothing tells what it held."""

    at: dt.datetime
    staff: str
    what: str
    sure: bool


class PersonalData(Record, frozen=True):
    """Salinan data pribadi: all that the office holds about one citizen."""

    head: Head
    applicant: PersonalIdentity
    applications: list[PersonalApplication]
    papers: list[PersonalPaper]
    acts: list[PersonalAct]
    exports: list[PersonalExport]
    closed: int  # more applications, closed to whoever drew it
    signer: Signer
    printed: Print


class AuditRow(Record, frozen=True):
    """One entry of the journal, in words; ``about`` has a masked NIK where it is about a citizen."""

    at: dt.datetime
    name: str
    role: str  # as it was then; empty: nobody was signed in
    what: str
    about: str


class AuditTotal(Record, frozen=True):
    """How much one person wrote, in one role."""

    name: str
    role: str
    entries: int
    applications: int  # about how many


class AuditReport(Record, frozen=True):
    """Laporan jejak audit: who did what in a period, the oldest first."""

    head: Head
    first: dt.date
    last: dt.date
    staff: str  # only of this person, empty: of all
    application: str  # only about this one, empty: about everything
    what: str  # only of this area or event, empty: of every kind
    rows: list[AuditRow]
    totals: list[AuditTotal]
    anchor: Anchor
    left_signer: Signer
    right_signer: Signer
    printed: Print
    one_counter: bool = False  # the report covers this counter only


class DashboardDay(Record, frozen=True):
    """What one day brought, and what was open and late at its end (today: now)."""

    date: dt.date
    received: int
    done: int
    returned: int
    collected: int
    open: int
    late: int  # of open, past due


class DashboardWeek(Record, frozen=True):
    """One week from Monday to Sunday, all services."""

    first: dt.date  # its Monday
    received: int
    done: int
    returned: int
    open: int  # at its end, of the present week now


class DashboardStall(Record, frozen=True):
    """Open applications that stand still for one cause now; each counts for its first cause only."""

    cause: str
    label: str
    number: int
    longest: int  # working days
    frees: str  # what frees them, in words


class DashboardAge(Record, frozen=True):
    """Open applications accepted ``first`` to ``last`` working days ago; ``last`` None: or longer."""

    first: int
    last: int | None
    number: int


class DashboardStock(Record, frozen=True):
    """One kind of blank stock and the line for it."""

    kind: str
    label: str
    on_hand: int
    waiting: int
    printable: int
    days_left: int | None  # working days; None: nothing was used of late, or the first days
    next_delivery: dt.date | None
    next_quantity: int
    line_clears: dt.date | None  # None: the stock serves everybody, or nobody can know


class DashboardAway(Record, frozen=True):
    """An official who is away now."""

    name: str
    title: str
    until: dt.date  # the last day
    reason: str


class DashboardSigning(Record, frozen=True):
    """The signature folder now, and who signs for the camat."""

    waiting: int
    oldest_days: int  # working days
    signs_today: str  # title and name: "Plh. Camat Rina Wati"; empty: nobody may sign
    away: list[DashboardAway]


class DashboardQueue(Record, frozen=True):
    """Today's queue; waits in minutes from the ticket to its first call."""

    waiting: int
    longest: int  # whoever waits longest now
    served: int
    mean_wait: float | None
    p90_wait: float | None  # nine of ten waited no longer


class DashboardHour(Record, frozen=True):
    """Tickets issued in one hour of the day and called since."""

    hour: int
    tickets: int
    mean_wait: float


class DashboardErrand(Record, frozen=True):
    """Errands of today from opening to acceptance, without a way home in between."""

    number: int
    minutes: float | None  # the median
    standard: int


class Dashboard(Record, frozen=True):
    """What the supervisor and the camat ask in the morning: ``ask dashboard``."""

    at: dt.datetime
    today: DashboardDay
    yesterday: DashboardDay  # the working day before
    weeks: list[DashboardWeek]  # oldest first, none before the first application
    stalled: list[DashboardStall]
    ages: list[DashboardAge]
    blangko: list[DashboardStock]
    signing: DashboardSigning
    queue: DashboardQueue
    wait_by_hour: list[DashboardHour]
    errand: DashboardErrand
    missing: list[MissingDay]  # the five most often missing in four weeks
    staff: list[StaffDay]  # empty for a clerk: nobody is ranked in public
    not_closed: dt.date | None = None  # the last day before today that is to be closed and is not
