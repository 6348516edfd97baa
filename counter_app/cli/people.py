"""``staff``: who signs in. The journal keeps name and role, the vault the password's slot."""

from __future__ import annotations

import os
import sys

import click

from counter_app.cli.session import NoPassword, Session
from counter_app.i18n import _
from counter_app.storage.vault import Vault

NEW = "COUNTER_APP_NEW_PASSWORD"


@click.group("staff")
def staff_command() -> None:
    """Add members of staff, change a password, retire who left."""


@staff_command.command("add")
@click.argument("id")
@click.option("--name", required=True, help="Name as it stands on papers.")
@click.option("--role", type=click.Choice(["clerk", "supervisor", "camat", "admin"]), default="clerk")
@click.pass_obj
def add(session: Session, id: str, name: str, role: str) -> int:
    """Add a member of staff; the new password comes from COUNTER_APP_NEW_PASSWORD or a prompt."""
    key = session.key()
    new = _new_password(id)
    vault = Vault(session.folder)
    vault.add(key, id, name, new)
    try:
        session.run("set_staff", {"staff": id, "name": name, "role": role})
    except BaseException:
        vault.remove(id)
        raise
    click.echo(_("{name} can sign in as {id}.").format(name=name, id=id), err=True)
    return 0


@staff_command.command("password")
@click.pass_obj
def change(session: Session) -> int:
    """Change your own password."""
    staff = session.staff.id
    Vault(session.folder).set_password(session.key(), staff, _new_password(staff))
    click.echo(_("The new password is in force from now on."), err=True)
    return 0


@staff_command.command("retire")
@click.argument("id")
@click.pass_obj
def retire(session: Session, id: str) -> int:
    """Retire a member of staff; the password opens nothing any more, old papers keep the name."""
    session.run("retire_staff", {"staff": id})
    Vault(session.folder).remove(id)
    click.echo(_("{id} can no longer sign in.").format(id=id), err=True)
    return 0


def _new_password(staff: str) -> str:
    if NEW in os.environ:
        return os.environ[NEW]
    if not sys.stdin.isatty():
        raise NoPassword(NEW)
    prompt = _("New password of {staff}").format(staff=staff)
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True))
