"""One member of staff in the wizard: name, sign-in name, role, password typed twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from counter_app.domain.founding import short_id
from counter_app.domain.words import ROLES, role_label, role_meaning
from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button
from counter_app.ui.parts.fields import Field, combo, line_edit, secret_edit
from counter_app.ui.parts.secret import strength
from counter_app.ui.setup.plan import Person


class PersonForm(QFrame):
    """Keeps a ``Person``; the sign-in name follows the name until somebody types another."""

    dropped = Signal()

    def __init__(self, person: Person, taken: Callable[[PersonForm], set[str]], *, first: bool) -> None:
        super().__init__()
        self.setProperty("kind", "block")
        self.person, self._taken = person, taken
        self.name = line_edit(person.name, most=80)
        self.id = line_edit(person.id, most=32)
        self.role = combo([(role, role_label(role)) for role in ROLES], person.role)
        self.password, self.again = secret_edit(), secret_edit()
        self.password.setText(person.password)
        self.again.setText(person.again)
        self.fields = {
            "name": Field(_("Full name"), self.name),
            "id": Field(_("Signs in as"), self.id),
            "role": Field(_("Role"), self.role, hint=role_meaning(person.role)),
            "password": Field(_("Password"), self.password, hint=strength("")[0]),
            "again": Field(_("Password again"), self.again),
        }
        self.drop = button(_("Remove"), "quiet", icon="close")
        self._build()
        self.drop.setVisible(not first)  # with a parent now: a button without one would be a window
        self._listen()

    def _build(self) -> None:
        grid, top = QGridLayout(self), Qt.AlignmentFlag.AlignTop
        grid.setContentsMargins(theme.GAP, 10, theme.GAP, 10)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.SMALL_GAP)
        for place, name in enumerate(("name", "id", "role")):
            grid.addWidget(self.fields[name], 0, place, top)
        grid.addWidget(self.fields["password"], 1, 0, top)
        grid.addWidget(self.fields["again"], 1, 1, top)
        grid.addWidget(self.drop, 1, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, stretch in enumerate((5, 4, 4)):
            grid.setColumnStretch(place, stretch)

    def _listen(self) -> None:
        self.name.textEdited.connect(self._on_named)
        self.role.currentIndexChanged.connect(self._on_role)
        self.password.textEdited.connect(self._on_password)
        self.again.editingFinished.connect(self._on_again)
        self.drop.clicked.connect(self.dropped)

    def keep(self) -> Person:
        """Write what is typed into the person and return it."""
        one = self.person
        one.name, one.id = self.name.text(), self.id.text().strip().lower()
        one.role = str(self.role.currentData())
        one.password, one.again = self.password.text(), self.again.text()
        return one

    def in_order(self) -> list[QWidget]:
        """Return the inputs in the order in which Tab goes through them."""
        return [self.name, self.id, self.role, self.password, self.again, self.drop]

    def _on_named(self, name: str) -> None:
        if not self.id.isModified():
            self.id.setText(short_id(name, self._taken(self)) if name.strip() else "")

    def _on_role(self, _place: int) -> None:
        self.fields["role"].stand(role_meaning(str(self.role.currentData())))

    def _on_password(self, password: str) -> None:
        words, tone = strength(password, self.name.text(), self.id.text())
        self.fields["password"].say(words, tone)

    def _on_again(self) -> None:
        differ = bool(self.again.text()) and self.again.text() != self.password.text()
        self.fields["again"].say(_("Not the same as the first.") if differ else "", "warning")
