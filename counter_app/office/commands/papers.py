"""Commands that note what was printed: the entry precedes the paper."""

from __future__ import annotations

from typing import Literal

from counter_app.domain import events as e
from counter_app.domain import life, undoing
from counter_app.domain.acts import PAPERS
from counter_app.domain.blangko import UnknownDestruction
from counter_app.i18n import _
from counter_app.office.desk import Desk
from counter_app.office.office import CLERKS, READERS, Changes, Command, handles
from counter_app.office.visits import visit_receipt


class RecordPaper(Command, frozen=True):
    """Note that a receipt, slip or hand-over note is drawn; the second one is marked SALINAN."""

    application: str
    paper: Literal["receipt", "slip", "handover"]
    size: str = ""


class DidNotPrint(Command, frozen=True):
    """The last one did not come out: the next takes its place, an original if none came out before."""

    application: str
    paper: Literal["receipt", "slip", "handover"]


class ShowManifest(Command, frozen=True):
    """Note that a list to an agency is drawn with whole NIKs."""

    batch: str


class ShowDestruction(Command, frozen=True):
    """Note that the record of destroyed cards is drawn with whole NIKs."""

    record: str


@handles(ShowManifest, READERS)
def show_manifest(cmd: ShowManifest, desk: Desk) -> Changes:
    if desk.value("SELECT 1 FROM batch WHERE id = ?", cmd.batch) is None:
        raise life.UnknownBatch(cmd.batch)
    return Changes([(f"batch/{cmd.batch}", e.BatchShown())])


@handles(ShowDestruction, READERS)
def show_destruction(cmd: ShowDestruction, desk: Desk) -> Changes:
    if desk.value("SELECT 1 FROM destroyed WHERE id = ?", cmd.record) is None:
        raise UnknownDestruction(cmd.record)
    return Changes([(f"blangko/{cmd.record}", e.DestructionShown())])


@handles(RecordPaper, CLERKS)
def record_paper(cmd: RecordPaper, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    if app.state not in PAPERS[cmd.paper]:
        raise life.NotPossibleNow(app.number, app.state, _todo(cmd.paper))
    numbers = visit_receipt(cmd.application, desk) if cmd.paper == "receipt" else [app.number]
    event = e.PaperPrinted(paper=cmd.paper, size=cmd.size)
    return Changes([(f"application/{number}", event) for number in numbers])


def _todo(paper: str) -> str:
    return {
        "receipt": _("A receipt is printed once the file is accepted; print the slip instead."),
        "slip": _("The slip of missing papers is printed before acceptance."),
        "handover": _("The hand-over note is printed when the product was handed over."),
    }[paper]


@handles(DidNotPrint, CLERKS)
def did_not_print(cmd: DidNotPrint, desk: Desk) -> Changes:
    app = desk.application(cmd.application)
    if not app.came_out(cmd.paper):
        raise undoing.NothingToUndo(app.number)
    numbers = visit_receipt(cmd.application, desk) if cmd.paper == "receipt" else [app.number]
    numbers = [one for one in numbers if desk.application(one).came_out(cmd.paper)]
    event = e.PaperFailed(paper=cmd.paper)
    return Changes([(f"application/{number}", event) for number in numbers])
