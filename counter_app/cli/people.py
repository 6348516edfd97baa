"""``staff``: who signs in. The journal keeps name and role, the vault the password's slot."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from counter_app import config
from counter_app.cli.session import NoPassword, Session
from counter_app.i18n import _
from counter_app.office.office import ADMINS
from counter_app.storage.vault import NoSuchHolder, Vault

NEW = "COUNTER_APP_NEW_PASSWORD"
RECOVERY = "COUNTER_APP_RECOVERY_KEY"


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
    session.admit(ADMINS)
    key = session.key()
    new = _new_password(id)
    vault = Vault(session.folder)
    _swept(session, vault, id)
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
    session.admit(ADMINS)
    vault = Vault(session.folder)
    if not _swept(session, vault, id):
        session.run("retire_staff", {"staff": id})
        with suppress(NoSuchHolder):  # somebody who was never given a password
            vault.remove(id)
    click.echo(_("{id} can no longer sign in.").format(id=id), err=True)
    return 0


def _swept(session: Session, vault: Vault, id: str) -> bool:
    """Take away the slot of nobody, which an act that broke off half way left behind."""
    active = {row["staff"] for row in session.ask("staff_list", {}) if row["active"]}
    stray = id not in active and any(holder.id == id for holder in vault.holders())
    if stray:
        vault.remove(id)
    return stray


@staff_command.command("recover")
@click.argument("id")
@click.pass_obj
def recover(session: Session, id: str) -> int:
    """Give ID a new password with the recovery key, from COUNTER_APP_RECOVERY_KEY or a prompt."""
    config.load(session.folder)
    vault = Vault(session.folder)
    key = vault.unlock_with_recovery(_recovery_key())
    vault.set_password(key, id, _new_password(id))
    click.echo(_("The new password is in force from now on."), err=True)
    return 0


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
