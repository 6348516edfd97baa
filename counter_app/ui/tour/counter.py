"""The counter: a known citizen's letter, a KTP file that goes home, a quick check, a family, the queue."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from counter_app.office.commands.process import RevealNik
from counter_app.office.queries.applications import Application, Applications
from counter_app.office.queries.queue import Queue
from counter_app.office.queries.queue_report import OutOfTurnCalls
from counter_app.ui.errand.giving import BigNumber
from counter_app.ui.errand.queue_acts import QueueActs
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.tour.guide import Guide, child

FAMILY = ("1671034506850901", "Ratna Handayani", "1671030709080902", "Zainal Handayani")
LOST = "1671031203910903"
LATE = "1671036807770904"


def queue(guide: Guide) -> None:
    """Give three numbers, one of them to an old citizen, and call the first."""
    guide.picture("counter")
    guide.press("F12")
    prompt = child(guide.frame, Prompt)
    guide.expect(prompt, "F12 asks for whom the number is")
    guide.picture("queue-number")
    guide.press("Return")
    for ground in ("elderly", ""):
        guide.press("F12")
        guide.press("Down")
        _pick(guide, "ground", ground)
        guide.press("Return")
    guide.printed(3)
    guide.expect(len(guide.ask(Queue())["waiting"]) >= 3, "three numbers wait")
    guide.press("F9")
    served = guide.screen.queue.ticket
    guide.expect(served, "F9 calls a number")
    guide.expect(guide.ask(Queue())["serving"][-1]["class"] == "priority", "the old citizen comes first")
    _without_paper(guide)
    _put_aside(guide)
    _out_of_turn(guide)
    _break(guide)


def _without_paper(guide: Guide) -> None:
    """The printer is out of paper: the number stands in the window."""
    guide.printer.jammed = True
    guide.press("F12")
    _pick(guide, "also", "D")
    guide.press("Return")
    guide.wait(lambda: child(guide.screen, BigNumber) is not None, "the number is shown")
    guide.picture("queue-number-shown")
    guide.printer.jammed = False
    guide.press("F8")
    guide.printed(4)


def _put_aside(guide: Guide) -> None:
    """The old citizen fetches a photocopy and comes back behind two others."""
    guide.press("Ctrl+M")
    guide.picture("queue-more")
    guide.press(letter_of(guide, "park"))
    guide.picture("queue-put-aside")
    guide.press("Alt+1", "Return")
    guide.expect(guide.ask(Queue())["aside"], "the number is put aside")
    guide.press("F9")
    guide.picture("queue-aside")
    guide.press("Ctrl+M", letter_of(guide, "bring"))
    guide.picture("queue-back")
    guide.press("Return")
    guide.expect(not guide.ask(Queue())["aside"], "the number is back")


def letter_of(guide: Guide, name: str) -> str:
    """Return the letter that chooses one of the rarer acts with numbers."""
    acts: QueueActs = guide.screen.queue.acts
    return next(act.letter for act in acts.possible() if act.name == name)


def _out_of_turn(guide: Guide) -> None:
    """Somebody's child is ill: called before the turn, with a reason, once the number at hand is done."""
    guide.press("Ctrl+M", letter_of(guide, "finish"))
    guide.expect(not guide.ask(Queue())["serving"], "the number at hand is served")
    guide.screen.queue.acts.out_of_turn(guide.ask(Queue())["waiting"][-1]["ticket"])
    guide.settle()
    guide.press("Return")
    guide.picture("queue-out-of-turn")
    child(guide.screen, Prompt).editor("reason").setFocus()
    guide.type("Anak sakit, harus ke dokter")
    guide.press("Return")
    guide.expect(guide.ask(OutOfTurnCalls()), "the call stands on the report")


def _break(guide: Guide) -> None:
    """The counter has a break, and opens again."""
    guide.press("Shift+F11")
    guide.picture("counter-on-a-break")
    guide.press("F11")
    guide.expect(guide.ask(Queue())["counter"]["state"] == "open", "F11 opens the counter again")
    guide.screen.citizen.nik.setFocus()


def _pick(guide: Guide, name: str, value: str) -> None:
    """Choose in a question's list by keys."""
    prompt = child(guide.frame, Prompt)
    box = prompt.editor(name)
    while box.currentData() != value:
        box.setFocus()
        guide.press("Down" if box.currentIndex() < box.findData(value) else "Up")


def letter(guide: Guide) -> None:
    """A citizen seen before comes for a letter: everything is here, the receipt is printed."""
    errand, papers = guide.screen, len(guide.printer.sent)
    known = guide.ask(Applications(state="collected", limit=1))[0]
    nik = guide.run(RevealNik(application=known["application"]))["nik"]
    guide.expect(errand.citizen.nik.hasFocus(), "the NIK takes the first key")
    guide.type(nik)
    guide.press("Return")
    guide.expect(errand.citizen.name.text() == known["name"], "who was here before is filled in")
    guide.type("pengantar")
    guide.picture("counter-service", again=lambda: _suggest_again(guide))
    choose(guide, "surat_pengantar")
    guide.picture("counter-papers")
    answer(guide)
    guide.press("F10")
    guide.expect(errand.draft.lacking == 0, "F10 marks all papers as here")
    guide.picture("counter-complete")
    view = accept(guide)
    guide.printed(papers + 1)
    guide.picture("counter-receipt")
    guide.expect(view["state"] == "in_process", "the letter is accepted")


def _suggest_again(guide: Guide) -> None:
    guide.press("Backspace")
    guide.type("r")


def choose(guide: Guide, service: str) -> None:
    """Take a service from the suggestions."""
    picker = guide.screen.service
    found = [one["service"] for one in picker.fitting(picker.input.text())]
    guide.expect(service in found, f"{service} is suggested")
    guide.press(*["Down"] * found.index(service), "Return")
    guide.expect(guide.screen.draft.service == service, f"{service} is chosen")
    guide.expect(guide.screen.draft.papers, "its papers are listed")


def answer(guide: Guide) -> None:
    """Answer no to every question, and two to every "how many"."""
    errand = guide.screen
    for _question in range(12):
        if errand.side.checklist.hasFocus():
            return
        if isinstance(guide.focus, QLineEdit):
            guide.type("2")
            guide.press("Return")
        else:
            guide.press("N")
    guide.stop("the questions end at the papers")


def accept(guide: Guide, key: str = "F8") -> dict[str, Any]:
    """Accept the file at work; return the application."""
    number = guide.screen.draft.application
    guide.press(key)
    found: dict[str, Any] = guide.ask(Application(application=number))
    guide.expect(found["accepted"], f"{number} is accepted")
    return found


def returned(guide: Guide) -> None:
    """A lost KTP with papers missing: the citizen goes home once, with the whole list."""
    errand, papers = guide.screen, len(guide.printer.sent)
    guide.press("Return")
    guide.type(LOST)
    guide.press("Return")
    guide.type("Kemas Hidayat")
    guide.press("Return", "Return")
    guide.type("081271000903")
    guide.press("Return", "Return")
    guide.type("ulu")
    guide.picture("counter-new-citizen", again=lambda: _suggest_again_village(guide))
    guide.press("Return")
    guide.expect(errand.citizen.kelurahan.text() == "11 Ulu", "Enter takes the suggested kelurahan")
    guide.type("Lr. Sepakat No. 9")
    guide.press("Return")
    guide.type("hilang")
    choose(guide, "ktp_hilang")
    answer(guide)
    guide.press("Space", "-")
    guide.press("Up", "N")
    guide.type("paling lambat Jumat")
    guide.picture("counter-note")
    guide.press("Return")
    guide.picture("counter-missing")
    number = errand.draft.application
    guide.press("F7")
    guide.printed(papers + 1)
    guide.expect(guide.ask(Application(application=number))["state"] == "returned", "the file is returned")
    guide.picture("counter-returned")


def _suggest_again_village(guide: Guide) -> None:
    guide.press("Backspace")
    guide.type("u")


def quick_check(guide: Guide) -> None:
    """Somebody only asks what to bring: nothing is written."""
    guide.press("F2")
    errand, papers = guide.screen, len(guide.printer.sent)
    before = guide.ask(Applications(limit=1))[0]["application"]
    guide.press("F4")
    guide.expect(errand.quick, "F4 begins a quick check")
    guide.type("ahli waris")
    choose(guide, "ahli_waris")
    answer(guide)
    guide.press("Space", "-", "Space")
    guide.picture("quick-check")
    guide.press("F7")
    guide.printed(papers + 1)
    guide.press("F4")
    after = guide.ask(Applications(limit=1))[0]["application"]
    guide.expect(before == after, "a quick check writes nothing")


def family(guide: Guide) -> None:
    """A mother with her son's first KTP: two files of one visit, one receipt."""
    papers = len(guide.printer.sent)
    guide.press("F2")
    mother, name, son, sons_name = FAMILY
    _citizen(guide, mother, name, "kk tambah", "kk_tambah")
    first = accept(guide, "Shift+F8")
    guide.expect(len(guide.printer.sent) == papers, "the receipt waits for the last file")
    guide.picture("family-second-file")
    _citizen(guide, son, sons_name, "pemula", "ktp_baru", same=True)
    guide.picture("family-second-papers")
    second = accept(guide)
    guide.printed(papers + 1)
    guide.expect(second["visit"] == first["visit"], "both files belong to one visit")
    guide.picture("family-receipt")


def _citizen(guide: Guide, nik: str, name: str, words: str, service: str, *, same: bool = False) -> None:
    guide.type(nik)
    guide.press("Return")
    guide.type(name)
    guide.screen.service.setFocus()
    guide.type(words)
    choose(guide, service)
    answer(guide)
    guide.press("F10")


def aside(guide: Guide) -> None:
    """A citizen runs to the photocopier: the errand is put aside and taken up again."""
    errand = guide.screen
    guide.press("Return")
    guide.type(LATE)
    guide.press("Return")
    guide.type("Nyimas Fitri")
    guide.press("F6")
    guide.expect(errand.draft.empty and errand.book.parked, "F6 puts the errand aside")
    guide.picture("counter-put-aside")


def jam(guide: Guide) -> None:
    """The printer jams: the file is accepted all the same, the paper is kept and printed again."""
    errand, papers = guide.screen, len(guide.printer.sent)
    guide.type("1671032204880905")
    guide.press("Return")
    guide.type("Raden Firmansyah")
    errand.service.setFocus()
    guide.type("domisili")
    choose(guide, "domisili")
    answer(guide)
    guide.press("F10")
    guide.printer.jammed = True
    accept(guide)
    guide.wait(lambda: len(guide.place.papers.kept) == 1, "the paper is kept")
    guide.expect(guide.frame.notice.words, "the notice line says what to do")
    guide.picture("printer-jam")
    guide.printer.jammed = False
    guide.goto("reports", "Ctrl+5")
    guide.picture("paper-kept", still=True)
    guide.place.papers.again(guide.place.papers.kept[0])
    guide.printed(papers + 1)
    guide.expect(not guide.place.papers.kept, "nothing is kept any more")
    guide.goto("errand", "Ctrl+1")
