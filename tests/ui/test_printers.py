"""From a drawn paper to a printer, through the system's print path into a PDF."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinterInfo
from stories import Counter, staff
from workshop import Held, Workshop

from counter_app.printing.outlets import drawn, reported
from counter_app.ui import cups, papers
from counter_app.ui.errand.draft import Draft, Paper
from counter_app.ui.errand.quick import print_slip
from counter_app.ui.papers import NAME, Wanted
from counter_app.ui.printers import FilePrinter, NoDefault, NoPrinter, QueueStopped, SystemPrinters


def sizes(file: Path | str) -> list[tuple[int, int]]:
    """Return width and height of each page in whole millimetres."""
    return [
        (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4))
        for page in PdfReader(file).pages
    ]


def test_a_receipt_comes_out_in_the_size_of_its_roll(qtbot: Any, desk: Counter, tmp_path: Path) -> None:
    number = desk.accepted("ktp")
    pdf = drawn(desk.office, staff("ani"), "receipt", number, "80")
    (tmp_path / "drawn.pdf").write_bytes(pdf)
    FilePrinter(str(tmp_path)).send(pdf, printer="", title="receipt")
    assert sizes(tmp_path / "001.pdf") == sizes(tmp_path / "drawn.pdf")
    assert sizes(tmp_path / "001.pdf")[0][0] == 80


def test_every_page_of_a_report_comes_out(qtbot: Any, desk: Counter, tmp_path: Path) -> None:
    for _number in range(60):
        desk.accepted("letter")
    days = {"from": dt.date(2026, 4, 1), "to": dt.date(2026, 4, 30)}
    pdf = reported(desk.office, staff("siti"), "register", days, "", "f4", ".pdf")
    (tmp_path / "drawn.pdf").write_bytes(pdf)
    FilePrinter(str(tmp_path)).send(pdf, printer="", title="register")
    pages = sizes(tmp_path / "001.pdf")
    assert len(pages) == len(sizes(tmp_path / "drawn.pdf")) > 1
    assert set(pages) == set(sizes(tmp_path / "drawn.pdf"))


def test_a_printer_that_is_not_there_is_named(qtbot: Any, desk: Counter) -> None:
    pdf = drawn(desk.office, staff("ani"), "receipt", desk.accepted("ktp"), "80")
    with pytest.raises(NoPrinter, match="Epson"):
        SystemPrinters().send(pdf, printer="Epson TM-T82", title="receipt")


@pytest.mark.parametrize(
    ("there", "kind", "said"),
    [(["Canon", "Epson"], NoDefault, "Canon and Epson"), (["Canon"], NoPrinter, "The printer Canon")],
)
def test_without_a_default_the_only_printer_is_taken_and_several_are_named(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, there: list[str], kind: type[Exception], said: str
) -> None:
    monkeypatch.setattr(SystemPrinters, "names", lambda _self: there)
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", staticmethod(str))
    with pytest.raises(kind, match=said):
        SystemPrinters().send(b"%PDF", printer="", title="receipt")


class KnownPrinter:
    """A printer that the system knows, whatever its queue says."""

    def isNull(self) -> bool:
        return False


@pytest.mark.parametrize(
    "said", [{b"printer-state": b"5"}, {b"printer-state": b"3", b"printer-is-accepting-jobs": b"false"}]
)
def test_a_queue_that_is_stopped_or_rejects_gets_no_paper(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, said: dict[bytes, bytes]
) -> None:

    monkeypatch.setattr(QPrinterInfo, "printerInfo", lambda _name: KnownPrinter())
    monkeypatch.setattr(cups, "_known", lambda _name: said)
    with pytest.raises(QueueStopped, match="stopped the printer Epson"):
        SystemPrinters().send(b"%PDF", printer="Epson", title="receipt")


@pytest.mark.parametrize("said", [{}, {b"printer-state": b"4", b"printer-is-accepting-jobs": b"true"}])
def test_a_queue_that_works_or_is_not_known_gets_its_papers(
    monkeypatch: pytest.MonkeyPatch, said: dict[bytes, bytes]
) -> None:
    monkeypatch.setattr(cups, "_known", lambda _name: said)
    assert cups.takes_papers("Epson")


def test_where_there_is_no_cups_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cups, "LIBRARY", "libnothing.so.0")
    assert cups.takes_papers("Epson")


def test_a_receipt_goes_to_the_receipt_printer_and_a_report_to_the_other(workshop: Workshop) -> None:
    from counter_app.config import Printers

    place = workshop.place("siti")
    place.keep(msgspec.structs.replace(place.config, printers=Printers(receipt="Epson", report="Canon")))
    number = workshop.counter.accepted("ktp")
    place.papers.print("receipt", number)
    assert workshop.tray.printer == "Epson"
    place.papers.send(Wanted("daily", size="a4"), b"%PDF")
    assert workshop.tray.printer == "Canon"


def test_what_could_not_be_printed_is_remembered_across_a_restart(workshop: Workshop) -> None:
    workshop.tray.missing = True
    number = workshop.counter.accepted("ktp")
    closed = workshop.place("ani")
    closed.papers.print("receipt", number)
    closed.window.let_go()
    again = workshop.place("ani")
    assert [(one.paper, one.id) for one in again.papers.kept] == [("receipt", number)]
    workshop.tray.missing = False
    again.papers.again(again.papers.kept[0])
    assert workshop.tray.titles == [f"Receipt for papers {number}"]
    assert workshop.place("ani").papers.kept == []


def test_a_paper_that_can_not_be_drawn_is_refused_and_not_kept(workshop: Workshop) -> None:
    said: list[str] = []
    place = workshop.place("ani")
    place.said.connect(lambda words, _tone: said.append(words))
    place.papers.print("receipt", workshop.counter.opened("ktp"))
    assert place.papers.kept == []
    assert len(said) == 1


def originals(workshop: Workshop) -> list[bool]:
    """Tell of every printed paper whether it is no copy."""
    texts = ["".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages) for _title, pdf in
             workshop.tray.printed]  # fmt: skip
    return ["SALINAN" not in text for text in texts]


def test_a_receipt_that_was_on_its_way_when_the_window_closed_is_offered_as_an_original(
    workshop: Workshop,
) -> None:
    held = Held("printing")
    number = workshop.counter.accepted("ktp")
    closed = workshop.place("ani", held.lanes)
    closed.papers.print("receipt", number)
    closed.window.let_go()
    assert workshop.counter.desk().application(number).printed == {"receipt": 1}
    again = workshop.place("budi")
    assert [(one.paper, one.id) for one in again.papers.kept] == [("receipt", number)]
    again.papers.again(again.papers.kept[0])
    assert originals(workshop) == [True]
    assert workshop.place("ani").papers.kept == []


def test_a_receipt_is_kept_from_before_its_entry(workshop: Workshop) -> None:
    number = workshop.counter.accepted("ktp")
    unsent = msgspec.json.encode([Wanted("receipt", number, "80")])
    workshop.counter.office.save_draft(NAME, unsent)  # the power went before the entry was written
    place = workshop.place("ani")
    place.papers.again(place.papers.kept[0])
    assert originals(workshop) == [True]
    assert workshop.place("ani").papers.kept == []


def test_a_paper_that_was_printed_is_kept_nowhere_though_the_window_closes_at_once(
    workshop: Workshop,
) -> None:
    held = Held("printing")
    place = workshop.place("ani", held.lanes)
    place.papers.print("receipt", workshop.counter.accepted("ktp"))
    place.ops.closed = True
    held.go()
    assert len(workshop.tray.printed) == 1
    assert workshop.place("ani").papers.kept == []


def test_what_did_not_come_out_is_an_original_however_it_is_printed_again(workshop: Workshop) -> None:
    place, number = workshop.place("ani"), workshop.counter.accepted("ktp")
    workshop.tray.jammed = True
    place.papers.print("receipt", number)
    workshop.tray.jammed = False
    place.papers.print("receipt", number)
    assert originals(workshop) == [True]
    assert place.papers.kept == []
    place.papers.print("receipt", number)
    assert originals(workshop) == [True, False]


def test_a_receipt_does_not_wait_for_a_backup(workshop: Workshop) -> None:
    held = Held("long")
    place = workshop.place("ani", held.lanes)
    place.ops.work(lambda office, staff: None, place)
    place.papers.print("receipt", workshop.counter.accepted("ktp"))
    assert len(workshop.tray.printed) == 1


def test_a_quick_slip_that_did_not_come_out_is_told_and_not_kept(workshop: Workshop) -> None:
    said: list[str] = []
    place = workshop.place("ani")
    place.said.connect(lambda words, _tone: said.append(words))
    workshop.tray.missing = True
    draft = Draft(service="ktp_baru", papers=[Paper("kk", "KK", "copy", 1, "", False)])
    print_slip(place, draft)
    assert place.papers.kept == workshop.place("ani").papers.kept == []
    assert said == ["No printer is set up on this computer. Set one up in the system first."]
    workshop.tray.missing = False
    print_slip(place, draft)
    assert len(workshop.tray.printed) == 1


def test_a_report_that_waits_for_the_printer_is_not_lost_with_the_window(
    workshop: Workshop,
) -> None:
    held = Held("printing")
    place = workshop.place("siti", held.lanes)
    place.papers.send(Wanted("daily", size="a4", period={"date": dt.date(2026, 4, 6)}), b"%PDF")
    place.window.let_go()
    assert [one.paper for one in workshop.place("siti").papers.kept] == ["daily"]


def test_a_copy_that_jammed_comes_out_as_a_copy(workshop: Workshop) -> None:
    place, number = workshop.place("ani"), workshop.counter.accepted("ktp")
    place.papers.print("receipt", number)
    workshop.tray.jammed = True
    place.papers.print("receipt", number)
    workshop.tray.jammed = False
    place.papers.again(place.papers.kept[0])
    assert originals(workshop) == [True, False]


def test_a_copy_whose_entry_was_never_written_takes_nothing_back(
    workshop: Workshop, monkeypatch: Any
) -> None:
    """The power goes between the note that the paper is wanted and its entry."""
    place, number = workshop.place("ani"), workshop.counter.accepted("ktp")
    place.papers.print("receipt", number)
    with monkeypatch.context() as patch:
        patch.setattr(papers, "_drawn", lambda *_facts: power_goes())
        with pytest.raises(PowerGone):
            place.papers._draw(Wanted("receipt", number, "80"), place.ops._office, place.staff)
    place.window.let_go()
    again = workshop.place("ani")
    again.papers.again(again.papers.kept[0])
    assert originals(workshop) == [True, False]


class PowerGone(Exception):
    """Nothing more is done."""


def power_goes() -> bytes:
    raise PowerGone


def test_what_the_printer_took_but_did_not_bring_out_comes_again_as_it_was(workshop: Workshop) -> None:
    place, number = workshop.place("ani"), workshop.counter.accepted("ktp")
    place.papers.print("receipt", number)
    place.papers.replace("receipt", number)
    place.papers.print("receipt", number)
    place.papers.replace("receipt", number)
    assert originals(workshop) == [True, True, False, False]
    assert workshop.counter.ask("printed", application=number) == {"receipt": 2}


def test_every_paper_ends_printed_or_to_be_printed_again(workshop: Workshop) -> None:
    place, number = workshop.place("ani"), workshop.counter.accepted("ktp")
    ends: list[tuple[str, bool]] = []
    place.papers.ended.connect(lambda id, out: ends.append((id, out)))
    place.papers.print("receipt", number)
    workshop.tray.jammed = True
    place.papers.print("receipt", number)
    place.papers.print("handover", number)
    assert ends == [(number, True), (number, False), (number, False)]
