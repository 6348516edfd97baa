"""``staff``: who signs in. The journal keeps name and role, the vault the password's slot."""

from __future__ import annotations

import os
import sys

import click

from counter_app import bootstrap
from counter_app.cli.session import NoPassword, Session
from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.office import ADMINS
from counter_app.office.people import People

NEW = "COUNTER_APP_NEW_PASSWORD"
RECOVERY = "COUNTER_APP_RECOVERY_KEY"
ROLE = click.Choice(["clerk", "supervisor", "camat", "admin"])


class NothingChanged(UserError):
    """``staff set`` that leaves everything as it is."""

    def __init__(self, id: str) -> None:
        super().__init__(
            _("{id} has this name and role already: nothing was changed. Give --name or --role.").format(
                id=id
            )
        )


@click.group("staff")
def staff_command() -> None:
    """Add members of staff, change name, role or password, retire who left."""


@staff_command.command("add")
@click.argument("id")
@click.option("--name", required=True, help="Name as it stands on papers.")
@click.option("--role", type=ROLE, default="clerk", help="What the member of staff may do.")
@click.pass_obj
def add(session: Session, id: str, name: str, role: str) -> int:
    """Add a member of staff; the new password comes from COUNTER_APP_NEW_PASSWORD or a prompt."""
    session.admit(ADMINS)
    _people(session).add(session.staff, id, name, role, _new_password(id))
    click.echo(_("{name} can sign in as {id}.").format(name=name, id=id), err=True)
    return 0


@staff_command.command("set")
@click.argument("id")
@click.option("--name", default="", help="Name as it stands on papers.")
@click.option("--role", type=ROLE, default=None, help="What the member of staff may do.")
@click.pass_obj
def change(session: Session, id: str, name: str, role: str | None) -> int:
    """Change name or role of a member of staff; old papers keep the old name."""
    session.admit(ADMINS)
    known = {row["staff"]: row for row in session.ask("staff_list", {}) if row["active"]}
    now = known.get(id, {"name": id, "role": "clerk"})  # an unknown one is refused below
    wanted = name.strip() or now["name"], role or now["role"]
    if id in known and wanted == (now["name"], now["role"]):
        raise NothingChanged(id)
    _people(session).change(session.staff, id, *wanted)
    click.echo(_("{id} was changed.").format(id=id), err=True)
    return 0


@staff_command.command("password")
@click.pass_obj
def password(session: Session) -> int:
    """Change your own password."""
    _people(session).renew_own_password(session.staff, _new_password(session.staff.id))
    click.echo(_("The new password is in force from now on."), err=True)
    return 0


@staff_command.command("reset")
@click.argument("id")
@click.pass_obj
def reset(session: Session, id: str) -> int:
    """Give a colleague who forgot the password a new one."""
    session.admit(ADMINS)
    _people(session).set_password(session.staff, id, _new_password(id))
    click.echo(_("{id} signs in with the new password from now on.").format(id=id), err=True)
    return 0


@staff_command.command("retire")
@click.argument("id")
@click.pass_obj
def retire(session: Session, id: str) -> int:
    """Retire a member of staff; the password opens nothing any more, old papers keep the name."""
    _people(session).retire(session.staff, id)
    click.echo(_("{id} can no longer sign in.").format(id=id), err=True)
    return 0


@staff_command.command("recover")
@click.argument("id")
@click.pass_obj
def recover(session: Session, id: str) -> int:
    """Give ID a new password with the recovery key, from COUNTER_APP_RECOVERY_KEY or a prompt."""
    bootstrap.recover(session.folder, _recovery_key(), id, _new_password(id))
    click.echo(_("The new password is in force from now on."), err=True)
    return 0


def _people(session: Session) -> People:
    return bootstrap.people(session.folder, session.office, session.key())


def _recovery_key() -> str:
    if RECOVERY in os.environ:
        return os.environ[RECOVERY]
    if not sys.stdin.isatty():
        raise NoPassword(RECOVERY)
    return str(click.prompt(_("Recovery key"), hide_input=True, err=True))


def _new_password(staff: str) -> str:
    if NEW in os.environ:
        return os.environ[NEW]
    if not sys.stdin.isatty():
        raise NoPassword(NEW)
    prompt = _("New password of {staff}").format(staff=staff)
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True))
