"""Sign in: pick a name, type the password. The same page locks the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from counter_app import config
from counter_app.domain.errors import DataDamaged, UserError
from counter_app.i18n import N_, _
from counter_app.storage.files import NotWritten
from counter_app.storage.vault import Holder
from counter_app.ui import theme
from counter_app.ui.background import Background
from counter_app.ui.parts.blocks import Card, button, column, key_text, row, text
from counter_app.ui.parts.fields import Field, secret_edit
from counter_app.ui.parts.inputs import ChoiceInput
from counter_app.ui.parts.landing import Landing
from counter_app.ui.parts.notice import Notice
from counter_app.ui.screen import Key

if TYPE_CHECKING:
    from counter_app.ui.parts.prompt import Prompt

WHOLE = 1000  # steps of the bar
PURPOSE = N_(
    "Choose your name and type your own password: what is done from now on is written down under this name. "
    "Nobody else's password is ever needed. If you forgot yours, a supervisor gives you a new one in "
    "Settings, Staff; when no supervisor can sign in, the recovery key from the safe does. After five "
    "wrong passwords the next tries have to wait. If your name is not there, a supervisor adds you."
)
KEYS = (
    Key("Down", N_("Another name, while the name has the focus")),
    Key("Enter", N_("From the name to the password, from the password into the office")),
    Key("Alt+F", N_("The password was forgotten: set a new one with the recovery key")),
)


class Names(ChoiceInput):
    """Who can sign in; arrows choose, Enter or a pick from the open list decides."""

    decided = Signal()

    def hidePopup(self) -> None:
        """A closed list means that somebody was picked."""
        super().hidePopup()
        self.decided.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the password."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.decided.emit()
        else:
            super().keyPressEvent(event)


class SignIn(QWidget):
    """Opens the office for one member of staff."""

    entered = Signal(object)  # bootstrap.Entered
    damaged = Signal(object, str, str)  # DataDamaged, who tried to sign in, the password
    _progressed = Signal(float)  # told on the lane that brings the data up to date

    def __init__(self, opener: Opener, *, demo: bool, last: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self._opener = opener
        self.names = Names()
        self.password = secret_edit()
        self.enter = button(_("Sign in"), "primary")
        self.forgotten = button(_("Password &forgotten?"), "link")
        self.notice = Notice()
        self.update_words, self.update_bar = text(wrap=True), QProgressBar(maximum=WHOLE)
        self.update_bar.setAccessibleName(_("Data are being prepared"))
        self._title = text(_("Counter of the sub-district office"), "title", wrap=True)
        self._hint = text(wrap=True, role="soft")
        self._build()
        if demo:
            self._hint.setText(
                _("An office with example data. Everybody's password: {password}").format(
                    password=config.DEMO_PASSWORD
                )
            )
        self.enter.clicked.connect(self._on_enter)
        self.forgotten.clicked.connect(self._on_forgotten)
        self.password.returnPressed.connect(self._on_enter)
        self.names.decided.connect(self._on_named)
        self._progressed.connect(self._on_progress)
        self._help = QShortcut(QKeySequence("F1"), self, self.show_help)
        Landing(self, self._on_named)
        self.fill(opener.holders(), last)

    def _build(self) -> None:
        card = Card(gap=theme.GAP)
        card.setFixedWidth(theme.now().px(400))
        card.body.setContentsMargins(28, 26, 28, 26)
        self._caps = text("", "hint")
        card.add(
            self._title,
            self._hint,
            self.notice,
            Field(_("&Name"), self.names),
            Field(_("&Password"), self.password),
            self._caps,
            self.update_words,
            self.update_bar,
            self.enter,
            row(None, self.forgotten, None),
            text(_("{key}: help").format(key=key_text("F1")), "hint"),
        )
        self._wait(False)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(row(None, column(card), None))
        layout.addStretch(3)

    def fill(self, holders: list[Holder], last: str = "") -> None:
        """List who can sign in, and choose who did so last."""
        self.names.clear()
        for holder in holders:
            self.names.addItem(holder.name, holder.id)
        self.names.setCurrentIndex(max(self.names.findData(last), 0))

    def lock(self, staff: str, name: str) -> None:
        """Ask the same person again; somebody else may take over."""
        self.fill(self._opener.holders(), staff)
        self._hint.setText(_("Locked. {name} goes on where the work was left.").format(name=name))
        self.notice.clear()

    def show_help(self) -> None:
        """Show how one gets in, and what to do without a password."""
        from counter_app.ui.help import PageHelp

        PageHelp(self, _("Sign in"), _(PURPOSE), KEYS)

    def start(self) -> None:
        """Be ready for the password."""
        self.password.clear()
        (self.password if self.names.count() else self.names).setFocus()

    def _on_named(self) -> None:
        self.password.setFocus()

    def _on_enter(self) -> None:
        """Try the password; while one is tried, another Enter is no second try."""
        if not self.enter.isEnabled():
            return
        self._wait(True)
        self.notice.clear()
        staff = str(self.names.currentData() or "")
        tell = self._progressed.emit
        self._opener.enter(staff, self.password.text(), self, self._on_entered, self._on_refused, tell)

    def _wait(self, busy: bool) -> None:
        self.enter.setEnabled(not busy)
        self.update_words.hide()
        self.update_bar.hide()

    def _on_progress(self, share: float) -> None:
        """Say how far an update has come; the password is right by now."""
        percent = round(share * 100)
        self.update_words.setText(
            _("The data are being prepared for this version ... {percent} %").format(percent=percent)
        )
        self.update_bar.setValue(round(share * WHOLE))
        self.update_words.show()
        self.update_bar.show()

    def _on_entered(self, entered: Any) -> None:
        self._wait(False)
        self.password.clear()
        self.entered.emit(entered)

    def _on_refused(self, error: UserError) -> None:
        self._wait(False)
        if isinstance(error, DataDamaged):
            self.damaged.emit(error, str(self.names.currentData() or ""), self.password.text())
            return
        self.password.selectAll()
        self.password.setFocus()
        self.notice.say(str(error), "bad")

    def _on_forgotten(self) -> None:
        """Ask for the recovery key and a new password of who is chosen."""
        from counter_app.ui.parts.prompt import Ask, Prompt

        asks = [
            Ask("key", _("&Recovery key"), hint=_("Five groups of five letters and digits, from the safe.")),
            Ask("new", _("N&ew password"), "password"),
            Ask("again", _("New password a&gain"), "password"),
        ]
        Prompt(
            self,
            _("A new password for {name}").format(name=self.names.currentText()),
            asks,
            self._recover,
            detail=_("A supervisor gives a new password in Settings. Without one, the recovery key does."),
            accept=_("Set the password"),
        )

    def _recover(self, values: dict[str, Any], prompt: Prompt) -> None:
        staff = str(self.names.currentData() or "")

        def done(_none: object) -> None:
            prompt.leave()
            self.notice.say(_("The new password is in force from now on."), "ok")
            self.start()

        self._opener.recover(staff, values, prompt, done, prompt.refuse)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where one types first."""
        super().showEvent(event)
        self.start()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Say that capital letters are locked, where the system tells."""
        typed = self.password.text()
        shouting = (
            typed.isupper()
            and not QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        self._caps.setText(_("Caps Lock may be on.") if shouting and len(typed) > 2 else "")

    def sizeHint(self) -> QSize:
        """Take the window."""
        return QSize(1100, 700)


class Opener:
    """Opens the office of one data folder off the GUI thread."""

    def __init__(self, folder: Any, background: Background, clock: Any) -> None:
        self._folder, self._background, self._clock = folder, background, clock

    def holders(self) -> list[Holder]:
        """Return who can sign in."""
        from counter_app.storage.vault import Vault

        return Vault(self._folder).holders()

    def enter(
        self,
        staff: str,
        password: str,
        parent: QWidget,
        done: Any,
        refused: Any,
        told: Callable[[float], None],
    ) -> None:
        """Open the office as ``staff``; ``told`` hears on the lane how far an update has come."""

        def progress(share: float) -> bool:
            told(share)
            return not self._background.closed

        work = partial(_entered, self._folder, staff, password, self._clock, progress)
        self._background.start(self._background.lanes.writing, work, parent, done, refused)

    def recover(self, staff: str, values: dict[str, Any], parent: QWidget, done: Any, refused: Any) -> None:
        """Give ``staff`` a new password with the recovery key."""
        work = partial(_recovered, self._folder, staff, values)
        self._background.start(self._background.lanes.writing, work, parent, done, refused)


def _recovered(folder: Path, staff: str, values: dict[str, Any]) -> None:
    from counter_app import bootstrap
    from counter_app.ui.parts.secret import check_twice

    check_twice(values["new"], values["again"])
    bootstrap.recover(folder, values["key"], staff, values["new"])


def _entered(
    folder: Path, staff: str, password: str, clock: Callable[[], int], progress: Callable[[float], bool]
) -> Any:
    from counter_app import bootstrap  # the office itself: not before somebody signs in

    entered = bootstrap.enter(folder, staff, password, clock=clock, progress=progress)
    _remember(folder, staff)
    return entered


def _remember(folder: Path, staff: str) -> None:
    """Note who signed in, whose name stands there the next time."""
    settings = config.load(folder)
    if settings.last_staff != staff:
        with suppress(NotWritten, OSError):  # a disk that can't be written keeps nobody from reading
            config.save(folder, msgspec.structs.replace(settings, last_staff=staff))
