"""Settings: your own password, and what the recovery key is for."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from counter_app import bootstrap
from counter_app.domain.errors import UserError
from counter_app.i18n import N_, _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Block, button, column, heading, row
from counter_app.ui.parts.fields import Field, secret_edit
from counter_app.ui.parts.secret import check_twice, strength
from counter_app.ui.settings.section import ALL, SELF, Section
from counter_app.ui.workplace import Workplace

WIDE = 420


class Own(Section):
    """The old password once, the new one twice."""

    name = "own"
    label = N_("Your password")
    icon = "lock-outline"
    lead = N_("Change it when somebody may have seen it. Never lend it: the journal writes down your name.")
    group = SELF
    roles = ALL

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.old, self.new, self.again = secret_edit(), secret_edit(), secret_edit()
        self.fields = {
            "old": Field(_("Password until &now"), self.old),
            "new": Field(_("N&ew password"), self.new, hint=strength("")[0]),
            "again": Field(_("New password a&gain"), self.again),
        }
        self.change = button(_("Change the password"), "primary", key="F8")
        self._build()
        self.change.clicked.connect(self._on_change)
        self.new.textEdited.connect(self._on_typed)
        self.again.returnPressed.connect(self._on_change)

    def _build(self) -> None:
        form = QWidget()
        form.setFixedWidth(theme.now().px(WIDE))
        form.setLayout(column(*self.fields.values(), 4, row(self.change, None), gap=10))
        forgotten = Block(
            _("Forgotten a password?"),
            _("A supervisor gives a new one under Staff and roles. Nobody can read the old one."),
        )
        recovery = Block(
            _("All passwords forgotten?"),
            _(
                "Then the recovery key opens the data and sets a new password. It was printed once when the "
                "office was founded and lies in the safe; the program can't show it again. "
                "On the sign-in page choose to use the recovery key."
            ),
            "accent",
        )
        self.body.addWidget(form)
        self.body.addSpacing(theme.WIDE_GAP)
        self.body.addWidget(heading(_("When a password is lost")))
        self.body.addLayout(column(forgotten, recovery))
        self.body.addStretch()

    def begin(self) -> None:
        """Begin at the old password."""
        self.old.setFocus()

    def _on_typed(self, typed: str) -> None:
        staff = self.place.staff
        words, tone = strength(typed, staff.name, staff.id)
        self.fields["new"].say(words, tone)

    def _on_change(self) -> None:
        self.notice.clear()
        now = round(self.place.now().timestamp() * 1_000_000)
        typed = (self.old.text(), self.new.text(), self.again.text())
        work = partial(_changed, self.place, typed, now)
        self.change.setEnabled(False)
        self.ops.write(work, self, self._on_changed, self._on_refused)

    def _on_changed(self, _none: object) -> None:
        self.change.setEnabled(True)
        for editor in (self.old, self.new, self.again):
            editor.clear()
        self.fields["new"].say("")
        self.place.say(_("The new password is in force from now on."))

    def _on_refused(self, error: UserError) -> None:
        self.change.setEnabled(True)
        self.refuse(error)
        self.old.setFocus()


def _changed(place: Workplace, typed: tuple[str, str, str], now: int, office: Office, staff: Staff) -> None:
    old, new, again = typed
    check_twice(new, again)
    bootstrap.people(place.folder, office, place.key).set_own_password(staff, old, new, now=now)
