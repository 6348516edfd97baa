"""Settings: who signs in, and as what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from counter_app import bootstrap
from counter_app.domain.founding import short_id
from counter_app.domain.words import ROLES, role_label
from counter_app.i18n import N_, _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.people import People
from counter_app.office.queries.services import StaffList
from counter_app.ui.parts.blocks import Empty, button
from counter_app.ui.parts.prompt import Ask, Prompt, Values
from counter_app.ui.parts.secret import check_twice
from counter_app.ui.parts.table import Column, Status
from counter_app.ui.settings.listed import ListSection, Row
from counter_app.ui.settings.while_typing import explain_role, follow_name, judge_password
from counter_app.ui.workplace import Workplace

Act = Callable[[People, Staff], None]


class StaffSection(ListSection):
    """Staff with their roles; a new password for whoever forgot it."""

    name = "staff"
    label = N_("Staff and roles")
    icon = "account-group-outline"
    lead = N_("Everybody signs in with an own password, so that the journal tells who did what.")
    topics = frozenset({"staff"})

    def __init__(self, place: Workplace) -> None:
        columns = (
            Column(_("Name"), lambda one: one["name"], 3, 20),
            Column(_("Signs in as"), lambda one: one["staff"], 1, 14),
            Column(_("Role"), lambda one: one["role_label"], 2, 14),
            Column(_("Sign-in"), _standing, 2, 18),
        )
        empty = Empty("account-group-outline", _("Nobody works here yet"), _("Add somebody: Ctrl+N."))
        super().__init__(place, columns, "staff", empty, _("Staff"))
        self.add = button(_("Add"), "primary", key="Ctrl+N", icon="account-plus-outline")
        self.edit = button(_("Change"), icon="pencil-outline", tip=_("Enter"))
        self.reset = button(_("New password"), key="Ctrl+R", icon="lock-reset")
        self.retire = button(_("Left the office"), key="Ctrl+Del", icon="account-remove-outline")
        self.buttons(self.add, self.edit, self.reset, self.retire)
        self.add.clicked.connect(self._on_add)
        self.edit.clicked.connect(self._on_edit)
        self.reset.clicked.connect(self._on_reset)
        self.retire.clicked.connect(self._on_retire)

    def refresh(self) -> None:
        """Ask who works here, and who has a password."""
        work = partial(_listed, self._people)
        self.ops.look(work, self, self.show_rows, key="staff")

    def on_chosen(self, one: Row | None) -> None:
        """Only somebody who still works here can be changed."""
        for act in (self.edit, self.reset, self.retire):
            act.setEnabled(one is not None and one["active"])

    def change(self, one: Row) -> None:
        """Ask for name and role."""
        if not one["active"]:
            self._on_add(one)
            return
        asks = (Ask("name", _("&Name on papers"), value=one["name"]), _role_ask(one["role"]))
        self._ask(
            _("Change {name}").format(name=one["name"]), asks, partial(self._submit_change, one["staff"])
        )

    def _ask(self, title: str, asks: tuple[Ask, ...], submit: Any, **more: Any) -> Prompt:
        prompt = Prompt(self.over, title, asks, submit, **{"accept": _("Save")} | more)
        if any(ask.name == "role" for ask in asks):
            explain_role(prompt)
        return prompt

    def _on_add(self, before: Row | bool | None = None) -> None:
        known = before if isinstance(before, dict) else {"name": "", "staff": "", "role": "clerk"}
        asks = (
            Ask("name", _("&Full name"), value=known["name"]),
            Ask(
                "id",
                _("&Signs in as"),
                value=known["staff"],
                hint=_("Small letters and digits, such as siti."),
            ),
            _role_ask(known["role"]),
            *_password_asks(),
        )
        prompt = self._ask(_("Who works here from now on?"), asks, self._submit_add)
        follow_name(prompt, lambda name: short_id(name, {row["staff"] for row in self.rows.rows}))
        judge_password(prompt)

    def _submit_add(self, values: Values, prompt: Prompt) -> None:
        id, again = values["id"].lower(), values["again"]
        self.table.pick(id)

        def act(people: People, staff: Staff) -> None:
            check_twice(values["password"], again)
            people.add(staff, id, values["name"], values["role"], values["password"])

        said = _("{name} can sign in as {id} from now on.").format(name=values["name"], id=id)
        self._do(act, prompt, said)

    def _submit_change(self, id: str, values: Values, prompt: Prompt) -> None:
        def act(people: People, staff: Staff) -> None:
            people.change(staff, id, values["name"], values["role"])

        self._do(act, prompt, _("Saved. The new role holds from the next sign-in."))

    def _on_edit(self) -> None:
        if (one := self.table.current()) is not None:
            self.change(one)

    def _on_reset(self) -> None:
        if (one := self.table.current()) is None:
            return
        title = _("A new password for {name}").format(name=one["name"])
        detail = _("Let {name} type it. The old one opens nothing any more.").format(name=one["name"])
        submit = partial(self._submit_reset, one["staff"])
        judge_password(self._ask(title, _password_asks(), submit, detail=detail))

    def _submit_reset(self, id: str, values: Values, prompt: Prompt) -> None:
        def act(people: People, staff: Staff) -> None:
            check_twice(values["password"], values["again"])
            people.set_password(staff, id, values["password"])

        self._do(act, prompt, _("The new password is in force from now on."))

    def _on_retire(self) -> None:
        if (one := self.table.current()) is None:
            return
        detail = _("{name} can't sign in any more. The journal and old papers keep the name.")
        self._ask(
            _("{name} left the office").format(name=one["name"]),
            (),
            partial(self._submit_retire, one["staff"]),
            detail=detail.format(name=one["name"]),
            accept=_("Left the office"),
            kind="danger",
        )

    def _submit_retire(self, id: str, _values: Values, prompt: Prompt) -> None:
        self._do(
            lambda people, staff: people.retire(staff, id),
            prompt,
            _("Saved. {id} can't sign in any more.").format(id=id),
        )

    def _do(self, act: Act, prompt: Prompt, said: str) -> None:
        work = partial(_acted, self._people, act)
        self.ops.write(work, self, partial(self._on_done, prompt, said), prompt.refuse)

    def _on_done(self, prompt: Prompt, said: str, _none: object) -> None:
        prompt.leave()
        self.refresh()
        self.place.say(said)

    def _people(self, office: Office) -> People:
        return bootstrap.people(self.place.folder, office, self.place.key)


def _acted(people: Callable[[Office], People], act: Act, office: Office, staff: Staff) -> None:
    act(people(office), staff)


def _listed(people: Callable[[Office], People], office: Office, staff: Staff) -> list[Row]:
    holders = {holder.id for holder in people(office).holders()}
    return [{**row, "password": row["staff"] in holders} for row in office.ask(StaffList(), staff)]


def _standing(one: Row) -> Status:
    if not one["active"]:
        return Status(_("left the office"), "plain", "account-off-outline")
    if not one["password"]:
        return Status(_("no password yet"), "warning", "lock-alert-outline")
    return Status(_("can sign in"), "ok", "account-check-outline")


def _role_ask(role: str) -> Ask:
    return Ask("role", _("&Role"), "choice", role, choices=[(one, role_label(one)) for one in ROLES])


def _password_asks() -> tuple[Ask, Ask]:
    return Ask("password", _("&Password"), "password"), Ask("again", _("Password &again"), "password")
