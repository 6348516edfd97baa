"""One errand as it stands on the screen: what is typed and ticked, and what of it is written already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from counter_app.domain.checklist import Item, ItemGroup, Mark, Missing, missing


class Paper(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the checklist as it is shown."""

    id: str
    label: str
    doc: str
    copies: int = 1
    group: str = ""
    optional: bool = False
    unit: str = "sheet"
    per: str = ""
    count: int = 0
    valid_days: int = 0
    where: str = ""
    remark: str = ""


def paper_of(row: dict[str, Any]) -> Paper:
    """Return a line of the checklist as an answer has it."""
    return Paper(**{name: row[name] for name in Paper.__struct_fields__})


class Choice(msgspec.Struct, frozen=True):
    """Alternatives of which ``min`` are needed."""

    id: str
    min: int
    label: str


class Draft(msgspec.Struct, kw_only=True, omit_defaults=True):
    """An errand that is not ended. It survives a crash: it is kept, encrypted, after every change."""

    id: str = ""  # tells it from the other drafts
    began: str = ""  # ISO time of the first key
    ticket: str = ""
    visit: str = ""  # number of the first application of this visit
    application: str = ""  # its number once it was opened
    second: str = ""  # the service of which this shall be a second file of the citizen
    service: str = ""
    nik: str = ""  # as typed; masked when the application was opened earlier
    name: str = ""
    birth_date: dt.date | None = None
    sex: str = ""
    phone: str = ""
    kelurahan: str = ""
    address: str = ""
    proxy: bool = False
    submitter: str = ""
    relation: str = ""
    event_date: dt.date | None = None
    answers: dict[str, bool] = {}  # conditions that were asked
    counts: dict[str, int] = {}  # how many heirs, by the name of what is counted
    marks: dict[str, Mark] = {}
    notes: dict[str, str] = {}
    to_follow: list[str] = []
    papers: list[Paper] = []
    choices: list[Choice] = []
    written: dict[str, Any] = {}  # what the journal knows of the above

    @property
    def masked(self) -> bool:
        """Whether the NIK is shown with its middle hidden."""
        return "*" in self.nik

    @property
    def empty(self) -> bool:
        """Whether nobody is named yet: a service alone is quickly chosen again."""
        return not (self.nik or self.name.strip() or self.application)

    def copied(self) -> Draft:
        """Return a copy that may be written while the clerk goes on with this one."""
        return msgspec.structs.replace(
            self, marks=dict(self.marks), notes=dict(self.notes), written=dict(self.written)
        )

    def choose(self, service: str) -> None:
        """Begin with another service: what was said about the papers of the one before is forgotten."""
        self.service, self.event_date = service, None
        self.answers, self.counts, self.marks, self.notes = {}, {}, {}, {}
        self.to_follow, self.papers, self.choices = [], [], []

    def mark_all(self) -> None:
        """Mark what is needed and nobody looked at as here: of alternatives as many as are still lacking."""
        unseen = [paper for paper in self.papers if paper.id not in self.marks]
        needed = [paper.id for paper in unseen if not paper.optional and not paper.group]
        for choice in self.choices:
            here = sum(p.group == choice.id and self.marks.get(p.id) == "present" for p in self.papers)
            left = [paper.id for paper in unseen if paper.group == choice.id]
            needed += left[: max(choice.min - here, 0)]
        self.marks |= dict.fromkeys(needed, "present")

    @property
    def ticked(self) -> list[str]:
        """The conditions that were answered with yes."""
        return [name for name, yes in self.answers.items() if yes]

    @property
    def gap(self) -> Missing:
        """What keeps the file from being complete, papers that may follow left out."""
        items = [
            Item(id=p.id, doc="form", copies=p.copies, optional=p.optional, group=p.group)
            for p in self.papers
        ]
        found = missing(items, [ItemGroup(id=c.id, min=c.min) for c in self.choices], self.marks)
        return found._replace(items=[id for id in found.items if id not in self.to_follow])

    @property
    def wanted(self) -> int:
        """How many papers and groups are needed."""
        return sum(not p.optional and not p.group for p in self.papers) + len(self.choices)

    @property
    def lacking(self) -> int:
        """How many of them are not here."""
        return len(self.gap.items) + len(self.gap.groups)

    @property
    def person(self) -> dict[str, Any]:
        """The applicant's data, as the commands take it."""
        found: dict[str, Any] = {
            "name": self.name.strip(),
            "nik": "".join(self.nik.split()),
            "birth_date": self.birth_date,
            "sex": self.sex,
            "phone": self.phone.strip(),
            "kelurahan": self.kelurahan.strip(),
            "address": self.address.strip(),
        }
        return found


def encode(drafts: list[Draft]) -> bytes:
    """Return drafts as bytes to keep."""
    return msgspec.json.encode(drafts)


def decode(data: bytes | None) -> list[Draft]:
    """Return what was kept."""
    return msgspec.json.decode(data, type=list[Draft]) if data else []


def joined(parts: Sequence[bytes]) -> bytes:
    """Return the drafts of several windows in one list."""
    return encode([draft for part in parts for draft in decode(part)])


def of_application(view: dict[str, Any]) -> Draft:
    """Return the draft of an application that was opened before: it goes on where it was left."""
    papers = [paper_of(row) for row in view["requirements"]]
    submitter = view["submitter"]
    draft = Draft(
        id=view["application"],
        application=view["application"],
        visit=view["visit"],
        service=view["service"],
        nik=view["nik"],
        name=view["name"],
        birth_date=view["birth_date"],
        event_date=view["event_date"],
        sex=view["sex"],
        phone=view["phone"],
        kelurahan=view["kelurahan"],
        address=view["address"],
        proxy=submitter is not None,
        submitter=submitter.name if submitter else "",
        relation=submitter.relation if submitter else "",
        answers=dict.fromkeys(view["conditions"], True),
        counts=dict(view["counts"]),
        marks={r["id"]: r["mark"] for r in view["requirements"] if r["marked"]},
        notes={r["id"]: r["note"] for r in view["requirements"] if r["note"]},
        to_follow=[r["id"] for r in view["requirements"] if r["to_follow"]],
        papers=papers,
        choices=[Choice(g["id"], g["min"], g["label"]) for g in view["groups"]],
    )
    draft.written = snapshot(draft)
    return draft


def snapshot(draft: Draft) -> dict[str, Any]:
    """Return what a later look compares with, to write only what changed."""
    person = {k: v for k, v in draft.person.items() if not (k == "nik" and draft.masked)}
    return {
        "person": msgspec.to_builtins(person),
        "submitter": [draft.submitter, draft.relation] if draft.proxy else [],
        "conditions": sorted(draft.ticked),
        "counts": dict(draft.counts),
        "marks": dict(draft.marks),
        "notes": dict(draft.notes),
        "service": draft.service,
        "event_date": draft.event_date and draft.event_date.isoformat(),
    }
