"""What can be done with the current application now, in words: the next thing first, the rest by letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from counter_app.domain.application import AT_THE_COUNTER
from counter_app.domain.words import step_label
from counter_app.i18n import _
from counter_app.ui.parts.blocks import Kind

Found = dict[str, Any]
NEXT = (  # what Ctrl+Enter does: the first of these that is possible
    "accept_responsibility",
    "open_counter",
    "hand_over_application",
    "citizen_came",
    "complete_step",
    "mark_requirements",
    "sign_applications",
)


class Act(NamedTuple):
    """One act: its name, the step it is about, its words with the letter that chooses it, how it looks."""

    name: str
    words: str
    icon: str
    step: str = ""
    kind: Kind = ""
    key: str = ""
    out_of_line: bool = False
    tip: str = ""

    @property
    def plain(self) -> str:
        """The words without the mark of the letter."""
        words = self.words.replace("&", "")
        return words.lstrip("0123456789 ") if self.name == "complete_step" else words

    @property
    def letter(self) -> str:
        """The letter or figure that chooses it."""
        return self.words.partition("&")[2][:1].lower()


def acts_of(found: Found, *, clerk: bool, copies: bool = False) -> list[Act]:
    """Return what is possible now, in the order of the list of acts.

    ``clerk``: may work at the counter; ``copies``: may give a citizen a copy of the own data.
    """
    acts = [act for one in found["acts"] if (act := _act(one, found)) is not None]
    if clerk and found["state"] in AT_THE_COUNTER:
        acts.append(_named("open_counter"))
    if copies:
        acts.append(_named("show_person"))
    return sorted(_numbered(_once(acts)), key=lambda act: _ORDER.index(act.name))


def primary(acts: Iterable[Act]) -> Act | None:
    """Return the most likely act."""
    ready = [act for act in acts if act.name in NEXT and not act.out_of_line]
    return min(ready, key=lambda act: NEXT.index(act.name), default=None)


def _act(one: Found, found: Found) -> Act | None:
    """Return what the screen offers for one possible act; what belongs to the counter is done there."""
    name, step = one["name"], one["step"]
    if name == "complete_step":
        return Act(name, step_label(step), "check", step, "primary", out_of_line=one["out_of_line"])
    if name.startswith("print_"):
        again = name != "print_slip" or found["returns"]
        return _printing(name.removeprefix("print_")) if again else None
    if name == "did_not_print":
        return _jammed(one["paper"])
    if name == "mark_requirements" and found["state"] in AT_THE_COUNTER:
        return None
    return _named(name) if name in _ORDER else None


def _once(acts: list[Act]) -> list[Act]:
    """Leave out acts that come once for every step but ask for the step themselves."""
    return list(dict.fromkeys(acts))


def _named(name: str) -> Act:
    words, icon, kind, key = {
        "accept_responsibility": (_("&Take over this file"), "account-check-outline", "accept", ""),
        "open_counter": (_("&Open at the counter"), "card-account-details-outline", "primary", ""),
        "hand_over_application": (_("&Hand over"), "hand-extended-outline", "accept", ""),
        "citizen_came": (_("The citizen &came"), "account-arrow-left-outline", "primary", ""),
        "sign_applications": (_("To the signature &folder"), "fountain-pen-tip", "primary", ""),
        "mark_requirements": (_("The missing photocopy is h&ere"), "file-check-outline", "primary", ""),
        "forward_applications": (_("Send to the agency with a l&ist"), "truck-outline", "", ""),
        "set_aside": (_("Set aside from the &line"), "tray-arrow-up", "", ""),
        "put_back": (_("Put back in the &line"), "tray-arrow-down", "primary", ""),
        "send_back_application": (_("Send &back to a step"), "undo", "", ""),
        "correct_application": (_("Correct the &data"), "pencil-outline", "", ""),
        "pass_on_application": (_("&Pass on to a colleague"), "account-arrow-right-outline", "", ""),
        "assign_application": (_("&Give to somebody"), "account-switch-outline", "", ""),
        "close_application": (_("Clo&se without a product"), "close-circle-outline", "danger", ""),
        "show_person": (_("Data of this perso&n, on paper"), "account-file-text-outline", "", ""),
        "undo": (_("&Undo the last move"), "undo-variant", "", "Ctrl+Z"),
    }[name]
    return Act(name, words, icon, kind=kind, key=key)  # type: ignore[arg-type]


def _printing(paper: str) -> Act:
    words = {
        "receipt": _("P&rint the receipt again"),
        "slip": _("P&rint the slip again"),
        "handover": _("P&rint the note again"),
    }[paper]
    return Act("print", words, "printer-outline", paper, key="Ctrl+P")


def _jammed(paper: str) -> Act:
    words = {
        "receipt": _("The receipt did not co&me out: print it again as it was"),
        "slip": _("The slip did not co&me out: print it again as it was"),
        "handover": _("The note did not co&me out: print it again as it was"),
    }[paper]
    return Act("did_not_print", words, "printer-alert", paper)


def _numbered(acts: list[Act]) -> list[Act]:
    """Give every step its figure: ``1 Verify``."""
    steps = [act for act in acts if act.name == "complete_step"]
    return [
        act._replace(words=f"&{steps.index(act) + 1}  {act.words}") if act in steps else act for act in acts
    ]


_ORDER = (
    "accept_responsibility",
    "open_counter",
    "hand_over_application",
    "citizen_came",
    "mark_requirements",
    "complete_step",
    "sign_applications",
    "forward_applications",
    "put_back",
    "print",
    "did_not_print",
    "undo",
    "correct_application",
    "send_back_application",
    "set_aside",
    "pass_on_application",
    "assign_application",
    "show_person",
    "close_application",
)
