"""The hall: the display empty and full of calls, the self-service screen with and without a printer."""

from __future__ import annotations

from counter_app import config
from counter_app.office.commands.queue import CallNext, FinishTicket, IssueTicket
from counter_app.office.commands.settings import ChangeSettings
from counter_app.ui.hall.hall import HallSide
from counter_app.ui.tour.around import enter
from counter_app.ui.tour.guide import Guide

NOTICES = [
    "Semua layanan di kecamatan ini gratis. Laporkan bila ada yang meminta uang.",
    "Perekaman KTP-el keliling: Kelurahan 11 Ulu, Kamis pukul 09.00 sampai 14.00. Bawa fotokopi kartu "
    "keluarga dan surat pengantar RT.",
]


def empty(guide: Guide) -> None:
    """Open the display before the first call of the day."""
    guide.press("Ctrl+H")
    side = _side(guide)
    guide.wait(lambda: side.display is not None, "Ctrl+H opens the display")
    guide.settle()
    guide.picture("hall-display-empty", of=side.display)
    guide.press("Ctrl+H")
    guide.wait(lambda: side.display is None, "Ctrl+H closes the display")


def display(guide: Guide) -> None:
    """Call a few numbers in front of the open display, mute the voice by a key."""
    guide.run(ChangeSettings(settings={"notices": NOTICES}))
    guide.press("Ctrl+H")
    side = _side(guide)
    guide.wait(lambda: side.display is not None, "Ctrl+H opens the display")
    for group in "ABADFC":
        guide.run(IssueTicket(group=group))
    for _call in range(6):
        ticket = guide.run(CallNext())["ticket"]
        if _call < 5:
            guide.run(FinishTicket(ticket=ticket))
    shown = side.display
    guide.expect(shown and shown.called.number.words, "the hall sees the number")
    guide.wait(lambda: shown is not None and shown.called.still, "the new call stands still")
    guide.picture("hall-display-called", of=shown)
    assert shown is not None
    shown.called.rest()
    guide.picture("hall-display", of=shown)
    guide.run(FinishTicket(ticket=ticket))
    guide.press("Ctrl+G")
    guide.expect(not guide.place.config.voice.on, "Ctrl+G mutes the voice")
    guide.press("Ctrl+G", "Ctrl+H")
    guide.wait(lambda: side.display is None, "Ctrl+H closes the display")


def self_service(guide: Guide) -> None:
    """Take a number by touch; the printer jams for the next one; only the password leads back."""
    side, papers = _side(guide), len(guide.printer.sent)
    guide.press("Ctrl+Shift+H")
    touch = side.self_service
    guide.expect(touch and not guide.frame.isVisible(), "the desk is locked behind the only screen")
    assert touch is not None
    guide.picture("self-service", of=touch)
    touch.groups.choices[1].click()
    guide.picture("self-service-priority", of=touch)
    touch.grounds.choices[1].click()
    guide.printed(papers + 1)
    guide.picture("self-service-number", of=touch)
    touch.begin()
    guide.printer.jammed = True
    touch.groups.choices[0].click()
    touch.grounds.choices[0].click()
    guide.wait(lambda: len(guide.place.papers.kept) == 1, "the paper is kept")
    guide.picture("self-service-jam", of=touch)
    guide.printer.jammed = False
    touch.locked.emit()
    guide.wait(lambda: side.self_service is None, "the key that locks leads to the password")
    guide.wait(lambda: guide.app.focusWidget() is not None, "the password takes the next key")
    enter(guide, config.DEMO_STAFF)
    guide.place.papers.forget(guide.place.papers.kept[0])


def _side(guide: Guide) -> HallSide:
    assert guide.window is not None
    assert guide.window.hall is not None
    return guide.window.hall
