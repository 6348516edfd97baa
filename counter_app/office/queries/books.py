"""The records of lists and books: signing batch, call list, ledger, manifest, collection, destruction."""

from __future__ import annotations

import datetime as dt

import msgspec

from counter_app.domain import events as e
from counter_app.domain import life, signing
from counter_app.domain import nik as niks
from counter_app.domain.blangko import UnknownDestruction, known_kind
from counter_app.domain.collecting import relation_label
from counter_app.domain.words import addressee, agency_label, kind_label
from counter_app.i18n import _
from counter_app.office import records as r
from counter_app.office import shown
from counter_app.office.closed import veil
from counter_app.office.desk import Desk
from counter_app.office.office import READERS, Question, answers
from counter_app.office.queries import letterhead
from counter_app.office.queries.blangko import Line, line
from counter_app.office.queries.counts import report_days
from counter_app.office.queries.signing import SigningFolder, signing_folder
from counter_app.office.waiting import waiting_by_kind
from counter_app.storage.indexes import SPOILED, UNCOLLECTED, WITHDRAWN


class SigningBatch(Question, frozen=True):
    """Show the sheet that goes into the folder of an official with the papers he may sign now."""

    official: str = ""


class CallList(Question, frozen=True):
    """Show whom to call now that blank cards are here."""

    kind: str


class Ledger(Question, frozen=True, rename={"from_": "from"}):
    """Show the blangko ledger of one kind over a period."""

    kind: str
    from_: dt.date | None = None
    to: dt.date | None = None


class Manifest(Question, frozen=True):
    """Show the list that goes to the agency with the files, ticked off on return."""

    batch: str


class CollectionBook(Question, frozen=True, rename={"from_": "from"}):
    """Show what is ready to collect, and what was collected in a period."""

    from_: dt.date | None = None
    to: dt.date | None = None


class Destruction(Question, frozen=True):
    """Show the record of destroyed cards."""

    record: str


@answers(SigningBatch, READERS)
def signing_batch(question: SigningBatch, desk: Desk) -> r.SigningBatch:
    officials, absences = desk.officials(), desk.absences()
    named = signing.known_official(question.official, officials) if question.official else None
    here = named is not None and signing.away(named.id, absences, desk.now) is None
    rows = signing_folder(SigningFolder(official=question.official if here else ""), desk)
    return r.SigningBatch(
        head=letterhead.head(desk),
        to=_addressee(named or next((o for o in officials if o.role == "camat"), None), desk),
        rows=[
            r.BatchRow(
                number=row["application"],
                name=row["name"],
                service=desk.catalogue.label(row["service"]),
                since=dt.datetime.fromisoformat(row["since"]).date(),
                working_days=row["working_days"],
                stalled=row["stalled"],
            )
            for row in rows
        ],
        signer=letterhead.kasi(desk),
        printed=letterhead.printed(desk),
    )


def _addressee(official: signing.Official | None, desk: Desk) -> str:
    """Return whose folder it is: the post and the name."""
    settings = desk.settings
    if official is None:
        return f"{settings.head_title} {settings.own_name}"
    if official.role == "camat":
        return f"{settings.head_title} {settings.own_name}, {official.name}"
    return f"{official.title or signing.DEFAULT_TITLES[official.role]}, {official.name}"


@answers(CallList, READERS)
def call_list(question: CallList, desk: Desk) -> r.CallList:
    kind = known_kind(question.kind)
    on_hand, waiting = desk.stocks().get(kind, 0), waiting_by_kind(desk).get(kind, 0)
    rows = line(Line(kind=kind, limit=max(on_hand, 0)), desk)
    return r.CallList(
        head=letterhead.head(desk),
        kind=kind_label(kind),
        on_hand=on_hand,
        waiting=waiting,
        rows=[
            r.CallRow(
                rank=row["rank"],
                number=row["application"],
                name=row["name"],
                phone=row["phone"],
                kelurahan=row["kelurahan"],
                service=desk.catalogue.label(row["service"]),
                since=dt.datetime.fromisoformat(row["since"]).date(),
            )
            for row in rows
        ],
        printed=letterhead.printed(desk),
    )


@answers(Ledger, READERS)
def ledger(question: Ledger, desk: Desk) -> r.Ledger:
    kind = known_kind(question.kind)
    last = question.to or desk.today
    first = question.from_ or last.replace(day=1)
    begin, end = report_days(first, last, desk)[:2]
    opening = (
        desk.value("SELECT sum(quantity) FROM blangko_move WHERE kind = ? AND wall < ?", kind, begin) or 0
    )
    names, left, rows = desk.staff_names(), opening, []
    for wall, what, quantity, letter, serial, why, number, staff in desk.rows(
        "SELECT wall, what, quantity, letter, serial || iif(upto = '', '', '-' || upto), reason, "
        "application, staff FROM blangko_move "
        "WHERE kind = ? AND wall >= ? AND wall < ? ORDER BY at, n",
        kind,
        begin,
        end,
    ):
        left += quantity
        rows.append(
            r.LedgerRow(
                at=desk.local(wall),
                what=_described(what, why, number),
                letter=letter,
                serial=serial,
                received=quantity if what == "received" else 0,
                used=-quantity if what == "used" else 0,
                spoiled=-quantity if what == "spoiled" else 0,
                counted=quantity if what == "counted" else 0,
                left=left,
                staff=names.get(staff, staff),
                application=number,
            )
        )
    return r.Ledger(
        head=letterhead.head(desk),
        kind=kind_label(kind),
        first=first,
        last=last,
        opening=opening,
        rows=rows,
        closing=left,
        left_signer=letterhead.camat(desk),
        right_signer=letterhead.kasi(desk),
        printed=letterhead.printed(desk),
    )


def _described(what: str, why: str, number: str) -> str:
    words = {
        "received": _("Delivery"),
        "used": _("Card used"),
        "spoiled": _("Card spoiled"),
        "counted": _("Stock-taking"),
    }[what]
    return ", ".join(part for part in (words, number, why) if part)


@answers(Manifest, READERS)
def manifest(question: Manifest, desk: Desk) -> r.Manifest:
    found = desk.one("SELECT agency, wall FROM batch WHERE id = ?", question.batch)
    if found is None:
        raise life.UnknownBatch(question.batch)
    rows = desk.rows(
        f"SELECT number, CASE WHEN {desk.readable} THEN name END, "
        f"CASE WHEN {desk.readable} THEN nik ELSE '' END, service, back FROM batch_file "
        "JOIN application ON number = batch_file.application WHERE batch_file.batch = ? ORDER BY id",
        question.batch,
    )
    backs = [row[4] for row in rows if row[4] is not None]
    whole = shown.today(f"batch/{question.batch}", lambda event: isinstance(event, e.BatchShown), desk)
    return r.Manifest(
        head=letterhead.head(desk),
        batch=question.batch,
        agency=agency_label(found[0]),
        addressee=addressee(found[0], desk.settings.city),
        addressee_place=desk.settings.place_on_paper,
        at=desk.local(found[1]),
        rows=[
            r.ManifestRow(
                number=number,
                name=veil(name),
                nik=nik if whole else niks.mask(nik),
                service=desk.catalogue.label(service),
                back=desk.local(back) if back is not None else None,
            )
            for number, name, nik, service, back in rows
        ],
        received=desk.local(max(backs)) if backs else None,
        signer=letterhead.kasi(desk),
        printed=letterhead.printed(desk),
    )


@answers(CollectionBook, READERS)
def collection_book(question: CollectionBook, desk: Desk) -> r.CollectionBook:
    first = question.from_ or question.to or desk.today
    last = question.to or first
    begin, end = report_days(first, last, desk)[:2]
    rows = desk.rows(
        f"SELECT number, CASE WHEN {desk.readable} THEN name END, service, shelf, ready, "
        f"CASE WHEN {desk.readable} THEN receiver ELSE '' END, collected, relation, power, letter "
        "FROM application "
        "WHERE (collected >= ?1 AND collected < ?2) "
        f"OR ({UNCOLLECTED} AND ready < ?2) ORDER BY ready, id",
        begin,
        end,
    )
    return r.CollectionBook(
        head=letterhead.head(desk),
        first=first,
        last=last,
        rows=[
            r.CollectionRow(
                number=number,
                name=veil(name),
                service=desk.catalogue.label(service),
                shelf=shelf,
                ready=desk.local(ready).date(),
                receiver=receiver,
                collected=desk.local(collected) if collected is not None else None,
                relation=relation_label(relation),
                power=bool(power),
                letter=letter,
            )
            for number, name, service, shelf, ready, receiver, collected, relation, power, letter in rows
        ],
        printed=letterhead.printed(desk),
    )


@answers(Destruction, READERS)
def destruction(question: Destruction, desk: Desk) -> r.Destruction:
    found = desk.one(
        "SELECT at, wall, method, letter, witnesses FROM destroyed WHERE id = ?", question.record
    )
    if found is None:
        raise UnknownDestruction(question.record)
    at, wall, method, letter, witnesses = found
    before = desk.value("SELECT max(at) FROM destroyed WHERE at < ?", at) or 0
    whole = shown.today(f"blangko/{question.record}", lambda x: isinstance(x, e.DestructionShown), desk)
    rows = [*_withdrawn(before, at, desk), *_spoiled(before, at, desk)]
    if not whole:
        rows = [msgspec.structs.replace(row, nik=niks.mask(row.nik)) for row in rows]
    return r.Destruction(
        head=letterhead.head(desk),
        number=letter,
        at=desk.local(wall),
        method=method,
        rows=rows,
        witnesses=[_witness(name, desk) for name in msgspec.json.decode(witnesses, type=list[str])],
        signer=letterhead.camat(desk),
        printed=letterhead.printed(desk),
    )


def _witness(name: str, desk: Desk) -> r.Witness:
    """Return a witness, with title and NIP where it is an official."""
    found = next((o for o in desk.officials() if o.name.casefold() == name.casefold()), None)
    if found is None:
        return r.Witness(name=name)
    title = found.title or signing.DEFAULT_TITLES[found.role]
    return r.Witness(name=found.name, title=title, nip=found.nip)


def _withdrawn(after: int, until: int, desk: Desk) -> list[r.DestroyedRow]:
    return [
        r.DestroyedRow(
            name=veil(name),
            nik=nik,
            number=number,
            kind=kind_label(kind),
            serial="",
            reason=_("withdrawn at hand-over"),
            on=desk.local(collected).date(),
            quantity=1,
        )
        for name, nik, number, kind, collected in desk.rows(
            f"SELECT CASE WHEN {desk.readable} THEN name END, "
            f"CASE WHEN {desk.readable} THEN nik ELSE '' END, number, withdrawn, collected FROM application "
            f"WHERE {WITHDRAWN} AND withdrawn_at > ? AND withdrawn_at <= ? ORDER BY withdrawn_at",
            after,
            until,
        )
    ]


def _spoiled(after: int, until: int, desk: Desk) -> list[r.DestroyedRow]:
    return [
        r.DestroyedRow(
            name=veil(name),
            nik=nik,
            number=number,
            kind=kind_label(kind),
            serial=serial,
            reason=why,
            on=desk.local(wall).date(),
            quantity=-quantity,
        )
        for name, nik, number, kind, serial, why, wall, quantity in desk.rows(
            f"SELECT CASE WHEN number IS NULL THEN '' WHEN {desk.readable} THEN name END, "
            f"CASE WHEN number IS NOT NULL AND {desk.readable} THEN nik ELSE '' END, "
            "blangko_move.application, kind, serial, reason, wall, quantity "
            "FROM blangko_move LEFT JOIN application ON number = blangko_move.application "
            f"WHERE {SPOILED} AND at > ? AND at <= ? ORDER BY at, n",
            after,
            until,
        )
    ]
