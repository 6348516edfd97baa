"""Settings: a new recovery key when the paper got lost, a new key when somebody left or a copy got lost."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from PySide6.QtWidgets import QPushButton

from counter_app import bootstrap
from counter_app.domain.settings import Settings
from counter_app.i18n import N_, _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.services import OfficeSettings
from counter_app.ui.care.asker import Wish, admit_here
from counter_app.ui.parts.blocks import Block, button, row
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.settings.section import COUNTER, Section
from counter_app.ui.workplace import Workplace


class KeySection(Section):
    """Two acts, each with a reason and the password of who asks."""

    name = "key"
    label = N_("Keys")
    icon = "key-outline"
    lead = N_(
        "All data is encrypted with one key. Passwords open it, and the recovery key on paper, which lies "
        "in the safe."
    )
    group = COUNTER

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.recovery = button(_("New &recovery key ..."), icon="key-outline")
        self.whole = button(_("New &key ..."), icon="lock-reset")
        lost = _("The paper with the recovery key got lost")
        left = _("Somebody left, or a copy of the data got lost")
        self.body.addWidget(_act(lost, _recovery_words(), self.recovery))
        self.body.addWidget(_act(left, _key_words(), self.whole))
        self.body.addStretch()
        self.recovery.clicked.connect(partial(self._ask, False))
        self.whole.clicked.connect(partial(self._ask, True))

    def begin(self) -> None:
        """Begin at the smaller act."""
        self.recovery.setFocus()

    def _ask(self, whole: bool, _on: bool = False) -> None:
        self.notice.clear()
        asks = [
            Ask("reason", _("&Why"), hint=_("It stands in the journal with your name.")),
            Ask("password", _("Your &password"), "password"),
        ]
        Prompt(
            self.over,
            _("A new key") if whole else _("A new recovery key"),
            asks,
            partial(self._check, whole),
            detail=_key_words() if whole else _recovery_words(),
            accept=_("Make the new key") if whole else _("Make the new recovery key"),
            kind="danger",
        )

    def _check(self, whole: bool, values: Values, prompt: Prompt) -> None:
        def checked(settings: Settings) -> None:
            prompt.leave()
            wish = Wish(values["reason"], values["password"], settings, whole=whole)
            self.place.rekeying.emit(wish)

        now = round(self.place.now().timestamp() * 1_000_000)
        work = partial(_checked, self.place, values["password"], now)
        self.ops.write(work, prompt, checked, prompt.refuse)


def _checked(place: Workplace, password: str, now: int, office: Office, staff: Staff) -> Settings:
    """Return the office's settings for the sheet. Raises what a wrong password raises, NotAllowed."""
    bootstrap.unlock(place.folder, staff.id, password, clock=lambda: now)
    admit_here(place.folder, place.key, staff.id)
    found: Any = office.ask(OfficeSettings(), staff)
    return msgspec.convert(found, Settings)


def _act(title: str, detail: str, act: QPushButton) -> Block:
    block = Block(title, detail)
    block.add(row(act, None))
    return block


def _recovery_words() -> str:
    return _("A new recovery key is made and printed; the old one opens nothing any more. Passwords stay.")


def _key_words() -> str:
    return _(
        "Everything is encrypted anew. Your password stays; colleagues can sign in only after you gave them "
        "new ones. Old passwords and the old recovery key open only old backups."
    )
