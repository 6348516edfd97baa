"""What F1 says of the counter: its purpose, the steps of an errand, its keys (msgids)."""

from __future__ import annotations

from counter_app.i18n import N_
from counter_app.ui.screen import Key

PURPOSE = N_(
    "Here you serve one citizen from greeting to receipt. You see at once what is missing, and the "
    "citizen takes the whole list home once."
)
STEPS = (
    N_("Call the next number with F9; without a queue just begin."),
    N_("Type the NIK and press Enter. Whoever was here before is filled in; else type the name."),
    N_("Type a part of the service's name and press Enter, or Alt+1 to Alt+4 for those used most."),
    N_("Answer the questions with Y or N; Enter goes on."),
    N_("Tick the papers: Space for each one that is here, or F10 when all are here."),
    N_("F8 accepts and prints the receipt. F7 returns and prints everything that is missing."),
    N_("Enter begins with the next citizen. F6 goes on with another file of the same family."),
)
KEYS = (
    Key("F2", N_("Next citizen; what is unfinished is put aside")),
    Key("F4", N_("Quick check: print what is missing without opening an application")),
    Key("F6", N_("Put aside; after the receipt: another file of this visit")),
    Key("F7", N_("Return and print what is missing")),
    Key("F8", N_("Accept and print the receipt")),
    Key("Shift+F8", N_("Accept and go on with the next file of this visit, one receipt for all")),
    Key("F9", N_("Call the next number; with Shift again, with Ctrl skip")),
    Key("Ctrl+M", N_("More for numbers: put aside, pass on, bring back, call out of turn")),
    Key("F11", N_("Open the counter; with Shift a break, with Ctrl close")),
    Key("F10", N_("All papers are here")),
    Key("F12", N_("Give a queue number")),
    Key("Space", N_("In the list: here, and again: missing")),
    Key("-", N_("In the list: missing")),
    Key("X", N_("In the list: does not apply")),
    Key("N", N_("In the list: write a note")),
    Key("S", N_("In the list: this photocopy may follow (supervisor)")),
    Key("Ctrl+B", N_("Go on with the open file of this citizen")),
    Key("Ctrl+T", N_("Open a second file of this citizen and service all the same")),
    Key("Ctrl+Del", N_("Give up this errand")),
    Key("Ctrl+Z", N_("Undo, right after the end")),
)
