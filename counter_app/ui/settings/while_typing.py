"""What a question says while one types: the sign-in name that follows the name, how good a password is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit

from counter_app.domain.words import role_meaning
from counter_app.i18n import _
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.parts.secret import strength


def follow_name(prompt: Prompt, propose: Callable[[str], str]) -> None:
    """Let the sign-in name follow the name until somebody types another, or one was there."""
    name, id = _line(prompt, "name"), _line(prompt, "id")
    own = bool(id.text())

    def on_named(typed: str) -> None:
        if not own and not id.isModified():
            id.setText(propose(typed) if typed.strip() else "")

    name.textEdited.connect(on_named)


def judge_password(prompt: Prompt) -> None:
    """Say how good the new password is, and whether both are the same."""
    password, again = _line(prompt, "password"), _line(prompt, "again")

    def on_password(typed: str) -> None:
        words, tone = strength(typed)
        prompt.hint("password", words, tone)

    def on_again(typed: str) -> None:
        differ = bool(typed) and not password.text().startswith(typed)
        prompt.hint("again", _("Not the same as the first.") if differ else "")

    password.textEdited.connect(on_password)
    again.textEdited.connect(on_again)


def _line(prompt: Prompt, name: str) -> QLineEdit:
    editor = prompt.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def explain_role(prompt: Prompt) -> None:
    """Say below the role what it may do, whichever is chosen."""
    role = prompt.editor("role")
    assert isinstance(role, QComboBox)

    def say(_place: int) -> None:
        prompt.hint("role", role_meaning(str(role.currentData())))

    role.currentIndexChanged.connect(say)
    say(role.currentIndex())
