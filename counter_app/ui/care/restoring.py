"""Restoring a backup: what would be lost is shown first, asked once, then done."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from counter_app.care.keeper import OlderKey
from counter_app.care.restore import Lost, Restored
from counter_app.domain.errors import UserError
from counter_app.i18n import N_, _, date_text, time_text
from counter_app.storage.vault import NoSuchHolder, WrongPassword
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.care import words
from counter_app.ui.care.asker import Asker, Looked, look, restored
from counter_app.ui.care.page import CarePage
from counter_app.ui.parts.blocks import Block, Empty, button, heading, row, text
from counter_app.ui.parts.fields import Field, secret_edit
from counter_app.ui.parts.table import Column, Rows, Table
from counter_app.ui.screen import Key

HIGH = 210


class RestorePage(CarePage):
    """One backup; ``begun`` before the files are replaced: whoever has them open closes them."""

    purpose = N_(
        "The backup is checked entry by entry, then you see what was written after it: that is lost with a "
        "restore. Close this program in other windows first. Numbers given since are never given again, as "
        "the counter gets a new code."
    )
    keys = (Key("Esc", N_("Leave everything as it is")),)

    begun = Signal()

    def __init__(self, asker: Asker, source: Path, background: Background) -> None:
        super().__init__(
            background,
            _("Restore a backup"),
            _("Look first at what would be lost. Nothing is changed before you say so."),
        )
        self._asker, self._source = asker, source
        self.looked: Looked | None = None
        self.which, self.loss = Block(), Block()
        self.rows = Rows(_columns(), id)
        self.table = Table(self.rows, Empty("check-circle", ""), name=_("What would be lost"))
        self.table.setFixedHeight(theme.now().px(HIGH))
        self.newest = heading(_("The newest of them"))
        self.after = text(_after_words(), "hint", wrap=True)
        self.password = secret_edit()
        self.old = Field(_("Your &password on that day"), self.password)
        self.go = button(_("&Restore this backup"), "danger", icon="backup-restore")
        self.cancel = button(_("Go back"))
        self._build()
        self.look()

    def _build(self) -> None:
        self.card.add(self.which, self.loss, self.newest, self.table, self.old, self.after)
        self.card.add(self.told, self.bar, row(None, self.cancel, self.go))
        self._show(None)
        self.old.hide()
        self.go.clicked.connect(self._on_go)
        self.cancel.clicked.connect(self.left)
        self.password.returnPressed.connect(self._on_password)
        QShortcut(QKeySequence("Esc"), self, self.cancel.click)

    def look(self) -> None:
        """Verify the backup and see what restoring it would lose."""
        work = partial(look, self._asker, self._source)
        self.start(_("The backup is being checked ..."), work, self._on_looked, self._on_not_looked)

    def begin(self) -> None:
        """Begin where nothing is done by accident."""
        (self.cancel if self.old.isHidden() else self.password).setFocus()

    def enable(self, on: bool) -> None:
        """Nothing is pressed while it works."""
        self.go.setEnabled(on and self.looked is not None)
        self.cancel.setEnabled(on)
        self.password.setEnabled(on)

    def _show(self, looked: Looked | None) -> None:
        for part in (self.which, self.loss, self.after):
            part.setVisible(looked is not None)
        lost = bool(looked and looked.loss.newest)
        self.newest.setVisible(lost)
        self.table.setVisible(lost)
        if looked is not None:
            self.which.say(words.looked_words(looked), str(looked.folder))
            self.loss.say(*words.loss_words(looked))
            self.rows.take(0, looked.loss.newest, len(looked.loss.newest) + 1)

    def _on_looked(self, looked: Looked) -> None:
        self.looked = looked
        self.old.hide()
        self._show(looked)
        self.enable(True)
        self.begin()

    def _on_not_looked(self, error: UserError) -> None:
        if isinstance(error, OlderKey | WrongPassword | NoSuchHolder):
            self.old.show()
            self.password.selectAll()
        self.refuse(error)

    def _on_password(self) -> None:
        self._asker = self._asker._replace(password=self.password.text())
        self.look()

    def _on_go(self) -> None:
        assert self.looked is not None
        self.begun.emit()
        work = partial(restored, self.looked)
        self.start(_("The backup is being restored ..."), work, self._on_restored, self.refuse)

    def _on_restored(self, made: Restored) -> None:
        assert self.looked is not None
        older = self.looked.key != self.looked.asker.key
        self.ended.emit(words.restored_words(made, self.looked, older_key=older))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), lambda lost: f"{date_text(lost.at.date())}, {time_text(lost.at)}", 1, 22),
        Column(_("What"), _what, 2, 20),
        Column(_("Application"), words.about_words, 1, 16),
        Column(_("Who"), _who, 1, 8),
    )


def _what(lost: Lost) -> str:
    return lost.words


def _who(lost: Lost) -> str:
    return lost.actor


def _after_words() -> str:
    return _(
        "What is here now is moved aside, not deleted. The counter gets a new code, so that no number is "
        "given twice; it is an entry with your name. Everybody signs in anew."
    )
