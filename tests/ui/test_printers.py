"""From a drawn paper to a printer, through the system's print path into a PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from stories import Counter, staff
from workshop import Workshop

from counter_app.printing.outlets import drawn, reported
from counter_app.ui.papers import Wanted
from counter_app.ui.printers import FilePrinter, NoPrinter, SystemPrinters


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


def test_a_receipt_goes_to_the_receipt_printer_and_a_report_to_the_other(workshop: Workshop) -> None:
    import msgspec

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
    workshop.place("ani").papers.print("receipt", number)
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
