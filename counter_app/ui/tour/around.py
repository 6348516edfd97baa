"""What surrounds the screens: sign in, lock, search, help, a refusal."""

from __future__ import annotations

from counter_app import config
from counter_app.office.queries.applications import Applications
from counter_app.ui.help import KeySheet, ScreenHelp
from counter_app.ui.sign_in import SignIn
from counter_app.ui.tour.guide import Guide, child


def sign_in(guide: Guide) -> None:
    """Mistype the password once, then sign in as the supervisor."""
    guide.begin("sign-in")
    assert guide.window is not None
    page = guide.window.sign_in
    assert page is not None
    guide.expect(page.password.hasFocus(), "the password takes the first key")
    guide.picture("sign-in")
    _choose(guide, page, config.DEMO_STAFF)
    guide.type("conto")
    guide.press("Return")
    guide.expect(page.notice.words, "a wrong password is told")
    guide.picture("sign-in-wrong-password")
    enter(guide, config.DEMO_STAFF)
    guide.expect(guide.frame.name == "errand", "the supervisor begins at the counter")


def enter(guide: Guide, staff: str) -> None:
    """Sign in by keys."""
    assert guide.window is not None
    page = guide.window.sign_in
    assert page is not None
    _choose(guide, page, staff)
    page.password.clear()
    guide.type(config.DEMO_PASSWORD)
    guide.press("Return")
    frame = guide.window.frame
    guide.expect(frame is not None and frame.isVisible(), f"{staff} is signed in")


def _choose(guide: Guide, page: SignIn, staff: str) -> None:
    page.names.setFocus()
    place = page.names.findData(staff)
    for _step in range(page.names.count()):
        if page.names.currentIndex() == place:
            break
        guide.press("Down" if page.names.currentIndex() < place else "Up")
    guide.press("Return")


def search(guide: Guide) -> None:
    """Find an application from anywhere: a few letters, or its number."""
    finder = guide.frame.finder
    guide.press("Ctrl+K")
    guide.type("siti")
    guide.expect(finder.suggest.open, "letters bring suggestions")
    guide.picture("search")
    guide.press("Escape")
    number = guide.ask(Applications(state="in_process", limit=1))[0]["application"]
    guide.press("Ctrl+K")
    guide.type(number)
    guide.press("Return")
    guide.wait(lambda: guide.frame.name == "applications", "a number opens its application")
    guide.expect(guide.screen.number == number, "it is the one that was typed")


def help_and_keys(guide: Guide) -> None:
    """Ask what the screen is for, and for all keys."""
    guide.press("F1")
    guide.expect(child(guide.frame, ScreenHelp), "F1 says what the screen is for")
    guide.picture("help-of-the-screen")
    guide.press("Escape")
    guide.press("Ctrl+F1")
    guide.expect(child(guide.frame, KeySheet), "Ctrl+F1 shows all keys")
    guide.picture("all-keys")
    guide.press("Escape")


def lock(guide: Guide) -> None:
    """Lock in the middle of the work; the same person goes on, then a colleague takes over."""
    guide.goto("errand", "Ctrl+1")
    errand = guide.screen
    guide.press("F2")
    errand.citizen.name.setFocus()
    guide.type("Masayu Zahara")
    guide.press("Ctrl+L")
    guide.expect(not guide.frame.isVisible(), "Ctrl+L hides the work")
    guide.picture("locked")
    enter(guide, config.DEMO_STAFF)
    guide.expect(guide.screen is errand, "the same screen is there after a lock")
    guide.expect(errand.citizen.name.hasFocus(), "the focus is where it was")
    guide.press("Ctrl+L")


def roles(guide: Guide) -> None:
    """See the screens of a clerk and of the camat."""
    enter(guide, "ani")
    guide.expect(guide.frame.name == "errand", "a clerk begins at the counter")
    guide.expect(len(guide.frame.entries) < 7, "a clerk sees fewer screens")
    guide.picture("clerk")
    guide.frame.left.emit()
    guide.settle()
    enter(guide, "camat")
    guide.expect(guide.frame.name == "dashboard", "the camat begins with the dashboard")
    guide.picture("camat-dashboard")
    guide.frame.left.emit()
    guide.settle()
