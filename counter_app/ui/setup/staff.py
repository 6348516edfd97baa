"""Wizard: who signs in at the counter."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import UserError
from counter_app.domain.founding import Unfit
from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import button, row, scrolled
from counter_app.ui.setup.page import Kit, Page
from counter_app.ui.setup.person import PersonForm
from counter_app.ui.setup.plan import Check, Person, Plan, checked_staff


class StaffPage(Page):
    """At least one supervisor; who else works here may come now or later."""

    step = N_("Staff")
    title = N_("Who works at the counter")
    lead = N_(
        "At least one supervisor, who looks after staff, stock and absences. "
        "Each person has an own password; the program writes down who did what."
    )
    part = "staff"

    def __init__(self, plan: Plan, kit: Kit) -> None:
        super().__init__(plan, kit)
        self.forms: list[PersonForm] = []
        self.add = button(_("Add another person"), key="Ctrl+N", icon="account-plus-outline")
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, theme.SMALL_GAP, 0)
        self._list.setSpacing(theme.SMALL_GAP)
        self._list.addStretch()
        self._area = scrolled(inner)
        self.body.addWidget(self._area, 1)
        self.body.addLayout(row(self.add, None))
        for person in plan.staff:
            self._put(person)
        self.add.clicked.connect(self._on_add)

    def _put(self, person: Person) -> PersonForm:
        form = PersonForm(person, self._taken, first=not self.forms)
        form.dropped.connect(partial(self._on_dropped, form))
        self.forms.append(form)
        self._list.insertWidget(len(self.forms) - 1, form)
        return form

    def _taken(self, but: PersonForm) -> set[str]:
        return {form.id.text() for form in self.forms if form is not but}

    def begin(self) -> None:
        """Begin at the first name that is missing."""
        first = next((form for form in self.forms if not form.name.text()), self.forms[0])
        first.name.setFocus()

    def keep(self) -> None:
        """Write what is typed into the plan."""
        self.plan.staff = [form.keep() for form in self.forms]

    def check(self) -> Check:
        """Names, ids and passwords must be usable, one a supervisor."""
        return partial(checked_staff, self.plan)

    def refuse(self, error: UserError) -> None:
        """Say what is wrong beside the field of the person."""
        part, _dot, rest = error.field.partition(".") if isinstance(error, Unfit) else ("", "", "")
        place, _dot, name = rest.partition(".")
        shown = [form for form in self.forms if not form.person.blank]
        if part != "staff" or not place.isdigit() or int(place) >= len(shown):
            super().refuse(error)
            return
        field = shown[int(place)].fields[name]
        field.say(str(error), "bad")
        field.editor.setFocus()
        self._area.ensureWidgetVisible(field)

    def forgive(self) -> None:
        """Take every complaint away."""
        super().forgive()
        for form in self.forms:
            for name in ("name", "id", "again"):
                form.fields[name].say("")

    def _on_add(self) -> None:
        form = self._put(Person())
        self._order()
        form.name.setFocus()
        QTimer.singleShot(0, form, partial(self._area.ensureWidgetVisible, form))

    def _order(self) -> None:
        """A form that came later would stand last for Tab."""
        parts = [part for form in self.forms for part in form.in_order()]
        for before, after in pairwise([*parts, self.add]):
            QWidget.setTabOrder(before, after)

    def _on_dropped(self, form: PersonForm) -> None:
        self.forms.remove(form)
        self._list.removeWidget(form)
        form.hide()
        form.deleteLater()
        self.begin()
