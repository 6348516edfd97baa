"""Blank stock: a delivery, cards printed in order, one out of line."""

from __future__ import annotations

from typing import Any

from counter_app.office.queries.blangko import Blangko, Line
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.tour.guide import Guide, child


def delivery(guide: Guide) -> None:
    """Book what came from the agency, and print the call list."""
    screen, papers = guide.goto("blangko", "Ctrl+3"), len(guide.printer.sent)
    before = _stock(guide)["on_hand"]
    guide.picture("blangko")
    guide.press("F4")
    prompt = child(screen, Prompt)
    guide.expect(prompt, "F4 asks for the delivery")
    guide.type("12")
    guide.press("Tab")
    guide.type("470/360/DKPS")
    guide.press("Tab")
    guide.type("Disdukcapil Kota Palembang")
    guide.picture("blangko-delivery")
    guide.press("Return")
    guide.expect(_stock(guide)["on_hand"] == before + 12, "twelve more are on hand")
    guide.picture("blangko-received")
    guide.press("F12")
    guide.printed(papers + 1)


def in_order(guide: Guide) -> None:
    """Print the first two of the line; the serial number of the second follows by itself."""
    screen = guide.screen
    before = _stock(guide)["on_hand"]
    first = guide.ask(Line(kind="ktp_el", limit=1))[0]["application"]
    guide.press("F8")
    guide.type("4190001")
    guide.press("Return")
    prompt = child(screen, Prompt)
    guide.expect(prompt is not None and prompt.values()["serial"] == "4190002", "the next serial follows")
    guide.picture("blangko-in-order")
    guide.press("Return", "Escape")
    guide.expect(_stock(guide)["on_hand"] == before - 2, "two cards are used")
    now = guide.ask(Line(kind="ktp_el", limit=1))[0]["application"]
    guide.expect(first != now, "the line moves on")


def out_of_line(guide: Guide) -> None:
    """Printing somebody else first needs a reason."""
    screen = guide.screen
    screen.line.table.setFocus()
    guide.press("Home", "Down", "Down", "Down", "F7")
    prompt = child(screen, Prompt)
    guide.expect(prompt is not None and prompt.editor("reason"), "out of line asks for the reason")
    guide.type("4190003")
    guide.press("Tab")
    guide.type("Berangkat haji lusa, surat panggilan terlampir")
    guide.picture("blangko-out-of-line")
    guide.press("Tab", "Tab", "Return")
    guide.wait(lambda: child(screen, Prompt) is None, "the card out of line is booked")
    guide.press("Alt+3")
    guide.expect(screen.kind == "kk", "Alt+3 shows the family cards")
    guide.picture("blangko-kk")


def _stock(guide: Guide) -> dict[str, Any]:
    found: list[dict[str, Any]] = guide.ask(Blangko())
    return next(one for one in found if one["kind"] == "ktp_el")
