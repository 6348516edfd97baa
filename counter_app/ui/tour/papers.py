"""Reports and the dashboard: what is seen is what is printed."""

from __future__ import annotations

from counter_app.simulation import kept
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.tour.guide import Guide, child
from counter_app.ui.tour.played import COMPARISON


def reports(guide: Guide) -> None:
    """See the daily report and the recap, print the first."""
    screen, papers = guide.goto("reports", "Ctrl+5"), len(guide.printer.sent)
    guide.expect(screen.drawn is not None, "the daily report is drawn")
    guide.picture("report-daily", still=True)
    guide.press("F8")
    guide.expect(child(screen, Prompt), "F8 asks for the copies")
    guide.picture("report-print", still=True)
    guide.press("Return")
    guide.printed(papers + 1)
    guide.press("Down")
    guide.expect(screen.drawn.wanted.paper == "recap", "the recap comes below the daily report")
    guide.picture("report-recap", still=True)
    guide.press("Down", "Down")
    guide.expect(screen.drawn.wanted.paper == "queue", "the queue comes below the register")
    guide.picture("report-queue", still=True)
    guide.press("End")
    guide.picture("report-last-of-the-list", still=True)
    guide.press("Home")


def what_if(guide: Guide) -> None:
    """Play years and stop; then see the comparison that somebody left, and print it."""
    screen, papers = guide.goto("whatif", "Ctrl+8"), len(guide.printer.sent)
    guide.expect(screen.sheet is None, "no comparison was played yet")
    guide.picture("what-if-nothing-yet")
    guide.press("F9")
    guide.expect(screen.player.playing, "F9 plays the years")
    guide.picture("what-if-playing")
    guide.press("Escape")
    guide.expect(child(screen, Prompt), "Esc asks whether to stop")
    guide.press("Return")
    guide.wait(lambda: not screen.player.playing, "the years are stopped")
    kept.keep(guide.folder, COMPARISON)
    guide.press("F5")
    guide.expect(screen.sheet is not None, "the last comparison is seen")
    guide.picture("what-if", still=True)
    guide.press("PgDown")
    guide.picture("what-if-figures", still=True)
    guide.press("F8", "Return")
    guide.printed(papers + 1)


def dashboard(guide: Guide) -> None:
    """The office at a glance."""
    guide.goto("dashboard", "Ctrl+6")
    guide.picture("dashboard", still=True)
