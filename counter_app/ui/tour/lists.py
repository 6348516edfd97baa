"""Applications: the saved views, one application's page, everything possible with it, its hand-over."""

from __future__ import annotations

from counter_app.office.queries.applications import Application
from counter_app.ui.applications.more import More
from counter_app.ui.applications.views import BY_NAME
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.tour.guide import Guide, child


def views(guide: Guide) -> None:
    """Look through the saved views."""
    screen = guide.goto("applications", "Ctrl+2")
    guide.press("Alt+1")
    guide.expect(screen.listing.rows.rows, "the first saved view lists applications")
    guide.picture("applications")
    guide.press(BY_NAME["stalled"].key)
    guide.expect(screen.listing.view == "stalled", "the view of what stands still is chosen")
    guide.press("Down", "Down")
    guide.expect(screen.page.found["stalls"], "the page says why it stands still")
    guide.picture("applications-stalled")


def acts(guide: Guide) -> None:
    """Open the list of everything that can be done, and the history."""
    screen = guide.screen
    guide.press("F7")
    guide.picture("application-history")
    guide.press("F7")
    guide.expect(screen.bar.acts, "something can be done")
    guide.press("F4")
    guide.expect(child(screen, More), "F4 opens the list of acts")
    guide.picture("application-acts")
    guide.press("Escape")


def hand_over(guide: Guide) -> None:
    """Somebody collects: the most likely act of a file on the shelf."""
    screen, papers = guide.screen, len(guide.printer.sent)
    guide.press(BY_NAME["ready"].key)
    guide.expect(screen.listing.rows.rows, "something lies on the shelf")
    number = screen.number
    guide.expect(screen.bar.primary.name == "hand_over_application", "handing over is the next thing")
    guide.picture("applications-ready")
    guide.press("Ctrl+Return")
    prompt = child(screen, Prompt)
    guide.expect(prompt, "it is asked who receives")
    for name, code in (("proof", "id_card"), ("receipt", "yes")):
        box = prompt.editor(name)
        box.setCurrentIndex(box.findData(code))
    guide.picture("application-hand-over")
    guide.press("Return")
    guide.printed(papers + 1)
    guide.expect(guide.ask(Application(application=number))["state"] == "collected", f"{number} is collected")
    guide.picture("application-collected")


def refusal(guide: Guide) -> None:
    """What is refused is said in one line, and what was typed stays."""
    screen = guide.screen
    guide.press(BY_NAME["ready"].key, "Ctrl+Return")
    prompt = child(screen, Prompt)
    guide.expect(prompt, "it is asked who receives")
    prompt.editor("receiver").clear()
    guide.press("Return")
    guide.expect(prompt.isVisible(), "nothing is handed over to nobody")
    guide.picture("question-refused")
    guide.press("Escape")
