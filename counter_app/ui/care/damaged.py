"""What is seen when the data can't be used: what is damaged, and three ways on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from counter_app.care import restore
from counter_app.care.opening import Offered
from counter_app.care.restore import Restored
from counter_app.domain.errors import DataDamaged
from counter_app.i18n import N_, _
from counter_app.storage.backup import Backup
from counter_app.storage.watching import Progress
from counter_app.ui.background import Background
from counter_app.ui.care import words
from counter_app.ui.care.asker import Asker, salvaged
from counter_app.ui.care.page import CarePage
from counter_app.ui.parts.blocks import Block, button, row
from counter_app.ui.parts.prompt import Prompt
from counter_app.ui.screen import Key


class DamagedPage(CarePage):
    """Calm words, the newest good backup, what each way does."""

    purpose = N_(
        "A power cut, a worn disk or a changed file damages data. Restoring puts a whole backup in their "
        "place; what was written since is lost, and the signed papers of those days tell what it was. "
        "Salvage loses less and takes longer. Either way the old files stay, and whoever looks after the "
        "data does it."
    )
    keys = (Key("Esc", N_("Back to the sign-in")),)

    chosen = Signal(object)  # the folder of the backup to look at

    def __init__(self, asker: Asker, error: DataDamaged, background: Background) -> None:
        super().__init__(
            background,
            _("The data can't be used"),
            _("Nobody writes to them any more, and nothing is changed before you choose. Take your time."),
        )
        self._asker = asker
        self._offered = error.offered if isinstance(error, Offered) else None
        self.what = Block(_("What is damaged"), str(error.__cause__ or error), "bad")
        self.restore, self.backup = button(_("&Restore this backup"), "primary"), Block()
        self.salvage = button(_("&Salvage ..."))
        self.other = button(_("&Choose another backup ..."), icon="folder-open-outline")
        self.back = button(_("Back to the sign-in"), "link")
        self._build()
        self._wait(False)
        self._show(self._offered)
        if self._offered is None:
            self._seek()

    def _build(self) -> None:
        salvage = Block(
            _("Salvage"),
            _(
                "Saves every entry that is still proven to be whole, with the newest good backup, and says "
                "which are missing. Choose it when the backup is old."
            ),
        )
        other = Block(
            _("Another backup"),
            _("Plug in the disk of the second place, or a flash disk, and choose its folder."),
        )
        self.card.add(self.what)
        for block, act in ((self.backup, self.restore), (salvage, self.salvage), (other, self.other)):
            block.add(row(act, None))
            self.card.add(block)
        self.card.add(self.told, self.bar, row(self.back, None))
        self.restore.clicked.connect(self._on_restore)
        self.salvage.clicked.connect(self._on_salvage)
        self.other.clicked.connect(self._on_other)
        self.back.clicked.connect(self.left)
        QShortcut(QKeySequence("Esc"), self, self.back.click)

    def enable(self, on: bool) -> None:
        """Nothing is pressed while it works."""
        self.restore.setEnabled(on and self._offered is not None)
        for one in (self.salvage, self.other, self.back):
            one.setEnabled(on)

    def begin(self) -> None:
        """Begin at the way that most take."""
        (self.restore if self.restore.isEnabled() else self.other).setFocus()

    def _seek(self) -> None:
        folder = self._asker.folder
        self.start(_("Looking for backups ..."), partial(_offered, folder), self._on_sought, self.refuse)

    def _on_sought(self, found: Backup | None) -> None:
        self._show(found)
        self.begin()

    def _show(self, found: Backup | None) -> None:
        self._offered = found
        if found is None:
            title = _("No good backup can be seen")
            self.backup.say(title, _("Plug in the disk of the second place, then sign in again."), "warning")
        else:
            words_of = words.backup_words(found)
            title = _("The newest good backup: {backup}").format(backup=words_of)
            told = _("It lies in {folder}. First you see what was written since and would be lost.")
            self.backup.say(title, told.format(folder=found.folder.parent))
        self.enable(not self.busy)

    def _on_restore(self) -> None:
        assert self._offered is not None
        self.chosen.emit(self._offered.folder)

    def _on_other(self) -> None:
        if found := QFileDialog.getExistingDirectory(self, _("Choose the folder of a backup")):
            self.chosen.emit(Path(found))

    def _on_salvage(self) -> None:
        Prompt(
            self,
            _("Salvage what can still be read?"),
            (),
            self._salvage,
            detail=_(
                "It can take some minutes. The damaged files are moved aside, not deleted; the counter gets "
                "a new code; it is an entry with your name."
            ),
            accept=_("Salvage"),
            kind="danger",
        )

    def _salvage(self, _values: object, prompt: Prompt) -> None:
        prompt.leave()
        work = partial(_salvaged, self._asker)
        self.start(_("What can still be read is being saved ..."), work, self._on_salvaged, self.refuse)

    def _on_salvaged(self, made: Restored) -> None:
        self.ended.emit(words.salvaged_words(made))


def _offered(folder: Path, _progress: Progress) -> Backup | None:
    return restore.offered(folder)


def _salvaged(asker: Asker, _progress: Progress) -> Restored:
    return salvaged(asker)
