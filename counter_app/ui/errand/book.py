"""The errands of one member of staff that are not ended: the one at work and those that were put aside."""

from __future__ import annotations

import secrets
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.ui.errand.draft import Draft, decode, encode, joined
from counter_app.ui.workplace import Workplace

SAVE_AFTER = 400  # ms without a key


class Book(QObject):
    """Keeps every draft, encrypted, shortly after each change, so that a crash loses no more than a word."""

    restored = Signal()  # what was unfinished is back
    touched = Signal()  # the errand at work was worked on
    changed = Signal()  # the list of those put aside

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        what = f"errand {place.staff.id}"
        self._name = place.owner.name(what)
        self._saved = b""
        self._loaded = False  # until then nothing is kept, so that nothing is written over
        self.draft = self.fresh()
        self.parked: list[Draft] = []
        self._pause = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._pause.timeout.connect(self.save)
        owner = place.owner
        place.ops.look(
            lambda office, staff: office.gathered(what, owner, joined), self, self._on_loaded, key=what
        )

    def fresh(self) -> Draft:
        """Return an empty errand, a visit of its own."""
        return Draft(id=secrets.token_hex(6), visit=secrets.token_hex(6))

    def touch(self) -> None:
        """Note that the draft changed; with the first key the errand begins."""
        if not self.draft.began:
            self.draft.began = self._place.now().isoformat(timespec="seconds")
        self._pause.start()
        self.touched.emit()

    def save(self) -> None:
        """Keep what is unfinished now."""
        self._pause.stop()
        if not self._loaded:
            return
        unfinished = [one for one in (self.draft, *self.parked) if not one.empty or one.ticket]
        data = encode(unfinished)
        if data == self._saved:
            return
        self._saved = data
        self._place.ops.keep(partial(_kept, self._name, data), self)

    def put(self, draft: Draft) -> None:
        """Work on ``draft``; what was at work is put aside unless it is empty."""
        if not self.draft.empty:
            self.parked = [*self.parked, self.draft]
        self.parked = [one for one in self.parked if one is not draft]
        self.draft = draft
        self.save()
        self.changed.emit()

    def find(self, id: str) -> Draft | None:
        """Return a draft, at work or put aside; None when it was ended."""
        return next((one for one in (self.draft, *self.parked) if one.id == id), None)

    def end(self, id: str) -> bool:
        """Take a draft out of the book; tell whether it was the one at work."""
        at_work = self.draft.id == id
        if at_work:
            self.draft = self.fresh()
        self.parked = [one for one in self.parked if one.id != id]
        self.save()
        self.changed.emit()
        return at_work

    def same_visit(self, done: Draft) -> None:
        """Begin another file of the visit of ``done``: the household's address and who hands in stay."""
        self.draft = msgspec.structs.replace(
            self.fresh(),
            began=self._place.now().isoformat(timespec="seconds"),
            visit=done.visit,
            ticket=done.ticket,
            phone=done.phone,
            kelurahan=done.kelurahan,
            address=done.address,
            proxy=done.proxy,
            submitter=done.submitter,
            relation=done.relation,
        )

    def of_ticket(self, ticket: str) -> Draft | None:
        """Return the errand of a ticket that was put aside."""
        return next((one for one in self.parked if one.ticket == ticket), None)

    def parked_of(self, application: str) -> Draft | None:
        """Return the draft of an application that was put aside."""
        return next((one for one in self.parked if one.application == application), None)

    def _on_loaded(self, data: bytes | None) -> None:
        self._loaded = True
        self._saved = data or b""
        drafts = decode(data)
        if self.draft.empty and drafts:
            self.draft, self.parked = drafts[0], [*self.parked, *drafts[1:]]
            self.restored.emit()
        else:  # somebody typed before it was back
            self.parked = [*self.parked, *drafts]
            self.save()
        self.changed.emit()


def _kept(name: str, data: bytes, office: Office, staff: Staff) -> None:
    office.save_draft(name, data)
