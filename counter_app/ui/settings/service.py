"""One service: what it asks for, how long it takes, who signs; beside it the leaflet as it will be printed.

All changes are made to a text that is put in force with one Save; until then only the leaflet shows them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from counter_app.domain import catalogue_edit as edit
from counter_app.domain.catalogue import Plan, Requirement, decode_service, resolve
from counter_app.domain.errors import UserError
from counter_app.i18n import _, date_text, language, listing
from counter_app.office.catalogue import shipped, shipped_ids
from counter_app.office.commands.settings import ChangeService
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.definition import ServiceDefinition
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Chip, Empty, button, column, heading, row, scrolled, text
from counter_app.ui.parts.fields import combo, spin_box
from counter_app.ui.parts.flow import Flow
from counter_app.ui.parts.pages import Leaf
from counter_app.ui.parts.table import Column, Rows, Table
from counter_app.ui.settings.leaflet import drafted
from counter_app.ui.settings.service_asks import ask_facts, ask_requirement, ask_signer
from counter_app.ui.settings.service_words import (
    kind_words,
    need_status,
    requirement_words,
    signatures,
    signer_words,
    standard_parts,
    units,
    why_words,
)
from counter_app.ui.workplace import Workplace

if TYPE_CHECKING:
    from counter_app.ui.settings.services import ServicesSection

LEAST, LEAFLET = 290, 520
PAUSE = 150  # ms in which the next step of a number takes the place of the last


class ServicePage(QWidget):
    """Holds the changed text of every service that was opened, until it is saved or forgotten."""

    edited = Signal()
    left = Signal()

    def __init__(self, place: Workplace, section: ServicesSection) -> None:
        super().__init__()
        self.place, self.ops, self._section = place, place.ops, section
        self.service, self.profile = "", ""
        self._known: dict[str, str] = {}  # definitions in force
        self._texts: dict[str, str] = {}  # as they were changed
        self.may = place.may("supervisor")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._draw)
        self.title, self.chip, self.changed = text("", "name"), Chip(), text("", "soft")
        self.offered = QCheckBox(_("&Offered at the counter"))
        self.count = spin_box(10_000, least=1)
        self.unit: QComboBox = combo(units())
        self.signers = QVBoxLayout()
        self.rows = Rows(_columns(), lambda one: one.id)
        nothing = Empty("clipboard-text-outline", _("Nothing is asked for"), _("Add a requirement: Ctrl+N."))
        self.table = Table(self.rows, nothing, name=_("Requirements"))
        self.leaf = Leaf(_("Leaflet"), widest=LEAFLET)
        self._make_buttons()
        self._build()
        self._listen()

    def _make_buttons(self) -> None:
        self.back = button(_("All services"), "quiet", key="Alt+Left", icon="arrow-left")
        self.add = button(_("Add"), key="Ctrl+N", icon="plus")
        self.change = button(_("Change"), icon="pencil-outline", tip=_("Enter"))
        self.drop = button(_("Remove"), key="Ctrl+Del", icon="close")
        self.up = button("", "quiet", icon="arrow-up", tip=_("Alt+Up: move up"))
        self.down = button("", "quiet", icon="arrow-down", tip=_("Alt+Down: move down"))
        for mover, key, name in ((self.up, "Alt+Up", _("Move up")), (self.down, "Alt+Down", _("Move down"))):
            mover.setShortcut(key)
            mover.setAccessibleName(name)
        self.facts = button(_("Product, cost, collection, start ..."), "quiet", icon="pencil-outline")
        self.prepared = text("", "soft", wrap=True)
        self.shipped = button(_("As it came with the program"), "quiet", icon="restore")
        self.printed = button(_("Print the leaflet"), "quiet", icon="printer-outline")

    def _build(self) -> None:
        self.count.setFixedWidth(theme.now().px(96))
        self.count.setAccessibleName(_("Standard time"))
        self.unit.setAccessibleName(_("Unit of the standard time"))
        standard = QWidget()
        standard.setLayout(row(text(_("Standard"), "soft"), self.count, self.unit))
        self.offered.setMinimumHeight(self.count.sizeHint().height())
        acts = Flow(self.add, self.change, self.drop, self.up, self.down)
        left, right = QWidget(), QWidget()
        left.setLayout(
            column(
                Flow(standard, self.offered, self.facts, gap=theme.WIDE_GAP),
                self.prepared,
                self.signers,
                4,
                heading(_("Requirements, in the order of the checklist")),
                self.table,
                acts,
            )
        )
        right.setMinimumWidth(round(LEAST / theme.now().scale))
        right.setMaximumWidth(theme.now().px(LEAFLET))
        if not self.place.may("supervisor", "camat", "clerk"):
            right.hide()
        paper = QWidget()
        paper.setLayout(column(self.leaf, None))
        right.setLayout(column(row(None, self.printed), scrolled(paper)))
        both = row(left, right, gap=20)
        both.setStretch(0, 5)
        both.setStretch(1, 3)
        head = row(self.back, self.title, self.chip, None, self.changed, self.shipped)
        layout = column(head, both)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _listen(self) -> None:
        self.back.clicked.connect(self.left)
        self.add.clicked.connect(self._on_add)
        self.change.clicked.connect(self._on_change)
        self.drop.clicked.connect(self._on_drop)
        self.up.clicked.connect(partial(self._on_move, -1))
        self.down.clicked.connect(partial(self._on_move, 1))
        self.facts.clicked.connect(self._on_facts)
        self.shipped.clicked.connect(self._on_shipped)
        self.printed.clicked.connect(self._on_print)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.offered.clicked.connect(self._on_offered)
        self.count.valueChanged.connect(self._on_standard)
        self.unit.activated.connect(self._on_standard)

    def open(self, service: str) -> None:
        """Show one service."""
        if service != self.service:
            self.service = service
            self.rows.take(0, [])
        self.refresh()

    def refresh(self) -> None:
        """Ask how the service is defined."""
        if self.service:
            self.ops.ask(
                ServiceDefinition(service=self.service), self, self._on_answered, self._section.refuse
            )

    @property
    def text(self) -> str:
        """The definition as it was changed, else as it is in force."""
        return self._texts.get(self.service) or self._known.get(self.service, "")

    @property
    def plan(self) -> Plan:
        """What the definition means here."""
        return resolve(decode_service(self.text), self.profile)

    @property
    def unsaved(self) -> bool:
        """Whether any service was changed and not put in force."""
        return bool(self._texts)

    def typed(self) -> dict[str, Any]:
        """Return the changed definitions by service."""
        return dict(self._texts)

    def restore(self, typed: dict[str, Any]) -> None:
        """Take up changed definitions again."""
        self._texts |= typed
        self.edited.emit()

    def undo(self) -> None:
        """Forget every change."""
        self._texts.clear()
        self._section.notice.clear()
        if self.service:
            self._show()
        self.edited.emit()

    def save(self) -> None:
        """Put every changed service in force, each on its own; one that is refused stays as it was typed."""
        sent = dict(self._texts)
        self._section.saving = True
        self.ops.write(partial(_in_force, sent), self, partial(self._on_saved, sent), self._section.refuse)

    def _on_saved(self, sent: dict[str, str], refusals: dict[str, UserError]) -> None:
        self._section.saving = False
        for service in sent.keys() - refusals.keys():
            self._known[service] = sent[service]
            if self._texts.get(service) == sent[service]:
                del self._texts[service]
        self._section.notice.clear()
        self.edited.emit()
        if refusals:
            lines = [f"{self._section.label_of(service)}: {error}" for service, error in refusals.items()]
            self._section.notice.say("\n".join(lines), "bad")
        else:
            self.place.say(
                _(
                    "Saved. It counts for applications opened from now on; "
                    "those opened before keep their requirements."
                )
            )

    def _on_answered(self, found: dict[str, Any]) -> None:
        self.profile = found["profile"]
        self._known[found["service"]] = found["definition"]
        self._say_origin(found)
        self._show()

    def _say_origin(self, found: dict[str, Any]) -> None:
        if found["own"]:
            self.chip.say(_("changed by the office"), "accent", "pencil-outline")
        else:
            self.chip.say(_("as it came"), "plain", "package-variant-closed")
        coming = [date_text(dt.date.fromisoformat(one["starts"])) for one in found["prepared"]]
        words = _("Another definition is prepared and counts from {days} on.").format(days=listing(coming))
        self.prepared.setText(words if coming else "")
        self.prepared.setVisible(bool(coming))
        who = found["changed"]["name"] if found["changed"] else ""
        self.changed.setText(_("Last changed by {name}").format(name=who) if who else "")

    def _show(self) -> None:
        plan = self.plan
        self.title.setText(plan.service.label.text(language()))
        self.offered.setChecked(plan.enabled)
        unit, count = standard_parts(plan.standard)
        self.count.blockSignals(True)
        self.count.setValue(count)
        self.count.blockSignals(False)
        self.unit.setCurrentIndex(self.unit.findData(unit))
        self.rows.take(0, plan.requirements, len(plan.requirements) + 1)
        self._show_signers(plan)
        self._allow()
        self._pause.start()

    def _show_signers(self, plan: Plan) -> None:
        while (item := self.signers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for step in signatures(plan):
            line, act = QWidget(), button(_("Change the signer"), "quiet", icon="fountain-pen-tip")
            act.setEnabled(self.may)
            act.clicked.connect(partial(self._on_signer, step.id))
            words = text(signer_words(step), wrap=True)
            shown = row(words, act)
            shown.setStretch(0, 1)
            line.setLayout(shown)
            self.signers.addWidget(line)

    def _allow(self) -> None:
        for part in (self.offered, self.count, self.unit, self.add, self.facts):
            part.setEnabled(self.may)
        came = self.service in shipped_ids() and self.text != shipped(f"services/{self.service}.toml")
        self.shipped.setVisible(self.may and came)
        self._on_chosen(self.table.current())

    def _draw(self) -> None:
        if self.place.may("supervisor", "camat", "clerk"):
            work = partial(drafted, self.service, self._texts.get(self.service, ""), self.leaf.dots)
            self.ops.work(work, self, self._on_drawn, self._section.refuse, key="leaflet")

    def _on_drawn(self, pages: list[QImage]) -> None:
        if pages:
            self.leaf.show_picture(pages[0])

    def _edit(self, change: Callable[[str], str]) -> None:
        """Change the text; back to what is in force, it is no longer unsaved."""
        self._section.notice.clear()
        changed = change(self.text)
        if self._same(changed):
            self._texts.pop(self.service, None)
        else:
            self._texts[self.service] = changed
        self._show()
        self.edited.emit()

    def _same(self, changed: str) -> bool:
        known = self._known[self.service]
        return changed == known or decode_service(changed) == decode_service(known)

    def _on_chosen(self, one: Requirement | None) -> None:
        for act in (self.change, self.drop, self.up, self.down):
            act.setEnabled(self.may and one is not None)

    def _on_opened(self, one: Requirement) -> None:
        if self.may:
            ask_requirement(self._section.over, one, self._put)

    def _on_add(self) -> None:
        own = [self.profile] if self.profile in resolve_names(self.text) else []
        ask_requirement(self._section.over, None, self._put, taken=self._ids(), profiles=own)

    def _on_change(self) -> None:
        if (one := self.table.current()) is not None:
            self._on_opened(one)

    def _put(self, requirement: Requirement) -> None:
        self.table.pick(requirement.id)
        self._edit(lambda text_: edit.with_requirement(text_, requirement))

    def _on_drop(self) -> None:
        if (one := self.table.current()) is not None:
            self._edit(lambda text_: edit.without_requirement(text_, one.id, self.profile))
            self.place.say(
                _("Taken out: {name}. Ctrl+S puts it in force.").format(name=requirement_words(one))
            )

    def _on_move(self, by: int, _on: bool = False) -> None:
        one = self.table.current()
        if one is None:
            return
        to = self.rows.row_of(one.id) + by
        if 0 <= to < len(self.rows.rows):
            self._edit(lambda text_: edit.moved_requirement(text_, one.id, to, self.profile))

    def _on_offered(self, on: bool) -> None:
        self._edit(lambda text_: edit.offered(text_, self.profile, enabled=on))

    def _on_standard(self, _value: int) -> None:
        standard = {str(self.unit.currentData()): self.count.value()}
        self._edit(lambda text_: edit.with_standard(text_, self.profile, **standard))

    def _on_signer(self, step: str, _on: bool = False) -> None:
        found = next(one for one in signatures(self.plan) if one.id == step)
        ask_signer(self._section.over, found, self._sign)

    def _sign(self, step: str, of: str, deputies: list[Any]) -> None:
        self._edit(lambda text_: edit.with_signer(text_, self.profile, step, of, deputies))

    def _on_facts(self) -> None:
        ask_facts(self._section.over, decode_service(self.text), self._say_facts)

    def _say_facts(self, facts: dict[str, Any]) -> None:
        self._edit(lambda text_: edit.with_facts(text_, **facts))

    def _on_shipped(self) -> None:
        self._edit(lambda _text: shipped(f"services/{self.service}.toml"))

    def _on_print(self) -> None:
        self.place.papers.print("leaflet", self.service)

    def _ids(self) -> set[str]:
        return {one.id for one in decode_service(self.text).requirement}


def _in_force(texts: dict[str, str], office: Office, staff: Staff) -> dict[str, UserError]:
    """Put every definition in force that can be; return what is refused, by service."""
    refusals = {}
    for service, definition in texts.items():
        try:
            office.run(ChangeService(definition=definition), staff)
        except UserError as error:
            refusals[service] = error
    return refusals


def resolve_names(definition: str) -> set[str]:
    """Return the profiles that a definition speaks of."""
    from counter_app.domain.catalogue import profiles_named

    return profiles_named(decode_service(definition))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Requirement"), requirement_words, 4, 14, tip=why_words),
        Column(_("Kind"), kind_words, 2, 10),
        Column(_("Needed"), need_status, 1, 14),
        Column(_("Copies"), lambda one: str(one.copies or "-"), 0, 6, right=True),
    )
