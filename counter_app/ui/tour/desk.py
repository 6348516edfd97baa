"""The camat's desk: the folder and its sheet, an absence with a deputy, something that is down."""

from __future__ import annotations

from counter_app.office.commands.process import CompleteStep
from counter_app.office.queries.applications import Applications
from counter_app.office.queries.signing import Absences, Disruptions, SigningFolder
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.tour.guide import Guide, child

BEFORE_INITIALS = ("verify", "draft", "print")  # the steps of a letter


def folder(guide: Guide) -> None:
    """The camat is back early: print the sheet of the folder, tick off what comes back signed."""
    screen, papers = guide.goto("signing", "Ctrl+4"), len(guide.printer.sent)
    before = len(guide.ask(SigningFolder(limit=500)))
    guide.picture("signing")
    guide.press("F9")
    guide.expect(child(screen, Prompt), "F9 asks whether the camat is back")
    guide.picture("signing-back-early")
    guide.press("Return")
    guide.expect(not [one for one in guide.ask(Absences()) if one["now"]], "nobody is away any more")
    guide.press("F6")
    guide.printed(papers + 1)
    guide.press("Ctrl+A")
    ticked = len(screen.folder.rows.ticked)
    guide.expect(ticked, "Ctrl+A ticks what may be signed")
    guide.picture("signing-ticked")
    guide.press("F8")
    guide.expect(len(guide.ask(SigningFolder(limit=500))) == before - ticked, "what was ticked is signed")
    _finish_letters(guide, 3)
    guide.press("Alt+2")
    guide.expect(screen.folder.rows.rows, "letters wait for initials")
    guide.picture("signing-initials")
    guide.press("Alt+1")


def _finish_letters(guide: Guide, many: int) -> None:
    """Let colleagues finish letters meanwhile, up to the initials."""
    letters = guide.ask(Applications(view="in_process", service="surat_pengantar", limit=500))
    begun = [one for one in letters if one["current"] and one["current"][0] in BEFORE_INITIALS]
    for letter in begun[:many]:
        for step in BEFORE_INITIALS[BEFORE_INITIALS.index(letter["current"][0]) :]:
            guide.run(CompleteStep(application=letter["application"], step=step))


def absence(guide: Guide) -> None:
    """The secretary travels too; the head of section signs meanwhile."""
    screen = guide.screen
    before = len(guide.ask(Absences()))
    guide.press("F7")
    prompt = child(screen, Prompt)
    guide.expect(prompt, "F7 asks who is away")
    for name, value in (("official", "sekcam"), ("deputy", "kasi"), ("form", "an_kasi")):
        box = prompt.editor(name)
        box.setFocus()
        while box.currentData() != value:
            guide.press("Down" if box.currentIndex() < box.findData(value) else "Up")
    prompt.editor("reason").setFocus()
    guide.type("Rapat di Jakarta")
    prompt.editor("letter").setFocus()
    guide.type("094/31/SU.II")
    guide.picture("signing-absence")
    guide.press("Return")
    guide.expect(len(guide.ask(Absences())) == before + 1, "the absence is recorded")
    guide.picture("signing-absent")


def disruption(guide: Guide) -> None:
    """The network is down: one key and one letter record it, the same ones end it."""
    guide.press("Ctrl+D")
    guide.picture("disruption")
    guide.press("S")
    guide.expect(guide.ask(Disruptions()), "the disruption is recorded")
    guide.picture("disruption-recorded")
    guide.press("Ctrl+D", "S")
    guide.expect(not guide.ask(Disruptions()), "it works again")
