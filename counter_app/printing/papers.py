"""Every paper by its name: what draws it, on which sizes. Cheap to import; a paper is loaded when drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from counter_app.domain.errors import WrongUsage
from counter_app.i18n import N_, _, listing

Writer = Callable[..., None]  # (record, out, *, size)

_COUNTER = ("80", "58", "a5")
_SHEET = ("a4", "f4")


class Paper(NamedTuple):
    """One kind of paper."""

    name: str
    title: str  # msgid
    sizes: tuple[str, ...]  # the first is the default
    load: Callable[[], Writer]

    def check(self, size: str) -> str:
        """Return ``size`` if the paper is printed in it."""
        if size not in self.sizes:
            raise UnknownSize(self.name, size, self.sizes)
        return size

    def write(self, record: Any, out: Any, *, size: str = "") -> None:
        """Draw ``record`` in ``size``, or in the paper's own default."""
        chosen = self.check(size or self.sizes[0])
        self.load()(record, out, size=chosen)


class UnknownPaper(WrongUsage):
    """There is no paper of this name."""

    def __init__(self, name: str) -> None:
        text = _('There is no paper "{name}". Papers: {names}.')
        super().__init__(text.format(name=name, names=", ".join(PAPERS)))


class UnknownSize(WrongUsage):
    """The paper is not printed in this size."""

    def __init__(self, name: str, size: str, sizes: tuple[str, ...]) -> None:
        text = _('"{name}" is not printed in size "{size}". Choose {sizes}.')
        super().__init__(text.format(name=name, size=size, sizes=listing(sizes)))


def paper(name: str) -> Paper:
    """Return the paper called ``name``."""
    if name not in PAPERS:
        raise UnknownPaper(name)
    return PAPERS[name]


def _receipt() -> Writer:
    from counter_app.printing.receipt import write_receipt

    return write_receipt


def _slip() -> Writer:
    from counter_app.printing.slip import write_slip

    return write_slip


def _handover() -> Writer:
    from counter_app.printing.handover import write_handover

    return write_handover


def _ticket() -> Writer:
    from counter_app.printing.ticket import write_ticket

    return write_ticket


def _leaflet() -> Writer:
    from counter_app.printing.leaflet import write_leaflet

    return write_leaflet


def _batch() -> Writer:
    from counter_app.printing.folder import write_batch

    return write_batch


def _calls() -> Writer:
    from counter_app.printing.folder import write_calls

    return write_calls


def _manifest() -> Writer:
    from counter_app.printing.folder import write_manifest

    return write_manifest


def _collection() -> Writer:
    from counter_app.printing.shelf import write_collection

    return write_collection


def _ledger() -> Writer:
    from counter_app.printing.stock import write_ledger

    return write_ledger


def _destruction() -> Writer:
    from counter_app.printing.stock import write_destruction

    return write_destruction


def _daily() -> Writer:
    from counter_app.printing.daily import write_daily

    return write_daily


def _recap() -> Writer:
    from counter_app.printing.recap import write_recap

    return write_recap


def _register() -> Writer:
    from counter_app.printing.register import write_register

    return write_register


def _queue() -> Writer:
    from counter_app.printing.queue_report import write_queue

    return write_queue


def _person() -> Writer:
    from counter_app.printing.person import write_person

    return write_person


def _audit() -> Writer:
    from counter_app.printing.trail import write_audit

    return write_audit


def _comparison() -> Writer:
    from counter_app.printing.comparison import write_comparison

    return write_comparison


def _recovery() -> Writer:
    from counter_app.printing.recovery import write_recovery

    return write_recovery


PAPERS: dict[str, Paper] = {
    paper.name: paper
    for paper in (
        Paper("receipt", N_("Receipt for papers"), _COUNTER, _receipt),
        Paper("slip", N_("List of missing papers"), _COUNTER, _slip),
        Paper("handover", N_("Note of hand-over"), _COUNTER, _handover),
        Paper("ticket", N_("Queue number"), ("80", "58"), _ticket),
        Paper("leaflet", N_("Requirements leaflet"), ("a5",), _leaflet),
        Paper("poster", N_("Requirements poster"), ("a4", "a3"), _leaflet),
        Paper("batch", N_("Cover sheet for files to sign"), _SHEET, _batch),
        Paper("calls", N_("Call list"), _SHEET, _calls),
        Paper("manifest", N_("List of files sent"), _SHEET, _manifest),
        Paper("collection", N_("Collection book"), _SHEET, _collection),
        Paper("ledger", N_("Stock book of blank forms"), _SHEET, _ledger),
        Paper("destruction", N_("Record of destruction"), _SHEET, _destruction),
        Paper("daily", N_("Daily service report"), _SHEET, _daily),
        Paper("recap", N_("Recapitulation of applications"), _SHEET, _recap),
        Paper("register", N_("Register of applications"), _SHEET, _register),
        Paper("queue", N_("Queue report"), _SHEET, _queue),
        Paper("person", N_("Copy of personal data"), _SHEET, _person),
        Paper("audit", N_("Audit report"), _SHEET, _audit),
        Paper("comparison", N_("Years compared"), _SHEET, _comparison),
        Paper("recovery", N_("Recovery key"), ("a5", "a4"), _recovery),
    )
}
