"""A new key or a new recovery key: made off the GUI thread, then shown once."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from counter_app.care import rekey
from counter_app.care.rekey import Rekeyed
from counter_app.domain.settings import Settings
from counter_app.i18n import N_, _
from counter_app.storage.watching import Progress
from counter_app.ui.background import Background
from counter_app.ui.care.asker import Asker, Wish
from counter_app.ui.care.page import CarePage
from counter_app.ui.parts.blocks import Block, button, row
from counter_app.ui.parts.recovery import RecoveryKey
from counter_app.ui.printers import Printers


class KeyPage(CarePage):
    """``begun`` before everything is encrypted anew: whoever has the data open closes them."""

    purpose = N_(
        "The recovery key opens the data when every password is forgotten. Print the sheet, put it in a "
        "sealed envelope in the safe, destroy the old sheet, then tick that it is put away."
    )

    begun = Signal()

    def __init__(
        self,
        asker: Asker,
        wish: Wish,
        background: Background,
        printers: Printers,
        *,
        printer: str,
        demo: bool,
    ) -> None:
        title = _("A new key") if wish.whole else _("A new recovery key")
        lead = _(
            "The recovery key is shown only now: print it or write it down, and lock it away in the safe."
        )
        super().__init__(background, title, lead)
        self._asker, self._wish, self._printers = asker, wish, printers
        self._printer, self._demo = printer, demo
        self.shown: RecoveryKey | None = None
        self.without = Block(tone="warning")
        self.again = button(_("&Try again"), "primary")
        self.go = button(_("Go on"), "primary")
        self.cancel = button(_("Go back"))
        self._build()

    def _build(self) -> None:
        self.card.add(self.told, self.bar, self.without)
        self.card.add(row(None, self.cancel, self.again, self.go))
        self.without.hide()
        self.go.hide()
        self.again.clicked.connect(self.make)
        self.go.clicked.connect(self._on_go)
        self.cancel.clicked.connect(self.left)
        self._escape = QShortcut(QKeySequence("Esc"), self, self.cancel.click)

    def begin(self) -> None:
        """Begin at the sheet, once there is one."""
        (self.shown or self.again).setFocus()

    def may_close(self) -> bool:
        """Tell whether the window may be closed: a key that nobody has is lost for good."""
        return not self.busy and (self.shown is None or self.shown.put_away())

    def enable(self, on: bool) -> None:
        """Nothing is pressed while it works."""
        for one in (self.again, self.cancel):
            one.setEnabled(on)

    def make(self) -> None:
        """Make the key."""
        if self._wish.whole:
            self.begun.emit()
        work = partial(_made, self._asker, self._wish)
        self.start(_("The new key is being made ..."), work, self._on_made, self.refuse)

    def _on_made(self, made: Rekeyed) -> None:
        draw = partial(_sheet, self._wish.settings, made.recovery, self._demo)
        self.shown = RecoveryKey(made.recovery, draw, self._background, self._printers, self._printer)
        self.shown.away.toggled.connect(self.go.setEnabled)
        self.card.body.insertWidget(self.card.body.indexOf(self.without), self.shown)
        if self._wish.whole:
            self.without.say(*_colleagues(made), "warning")
            self.without.show()
        for part in (self.again, self.cancel):
            part.hide()
        self._escape.setEnabled(False)
        self.go.show()
        self.go.setEnabled(False)
        self.begin()

    def _on_go(self) -> None:
        if self._wish.whole:
            self.ended.emit(_("The new key is in force. Sign in with your password."))
        else:
            self.left.emit()


def _colleagues(made: Rekeyed) -> tuple[str, str]:
    """Return who needs a new password, and what else is to be done."""
    after = _(
        "Make a backup after you signed in. Backups from before, and the old files in {folder}, open with "
        "the old passwords: lock them away."
    ).format(folder=made.aside)
    if not made.without:
        return _("Nobody else has a password here."), after
    names = ", ".join(one.name for one in made.without)
    title = _("These need a new password (Settings, Staff and roles, Ctrl+R): {names}")
    return title.format(names=names), after


def _made(asker: Asker, wish: Wish, _progress: Progress) -> Rekeyed:
    """Make a new key, or only a new recovery key. Raises InUse and UserError."""
    assert asker.key is not None
    if wish.whole:
        return rekey.rekey(
            asker.folder, asker.key, asker.staff, wish.password, wish.reason, clock=asker.clock()
        )
    recovery = rekey.new_recovery_key(asker.folder, asker.key, asker.staff, wish.reason, clock=asker.clock())
    return Rekeyed(recovery, [], asker.folder)


def _sheet(settings: Settings, key: str, demo: bool, size: str) -> bytes:
    from counter_app.printing.recovery import recovery_paper

    return recovery_paper(settings, key, dt.date.today(), size=size, demo=demo)
