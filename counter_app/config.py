"""The data folder, and what this counter alone decides: ``counter.toml`` in that folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from counter_app.domain.decoding import explained
from counter_app.domain.errors import UserError
from counter_app.i18n import Language, _
from counter_app.storage.files import write_atomically

NAME = "counter.toml"
VARIABLE = "COUNTER_APP_DATA"
GONE = frozenset({"silent"})  # what earlier versions wrote and nothing reads any more
DEMO_STAFF, DEMO_PASSWORD = "siti", "contoh"  # a demo office keeps no secret


class Printers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The system's names of the printers; an empty one is the system's default."""

    receipt: str = ""
    report: str = ""


class Voice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How calls are spoken in the hall."""

    on: bool = True
    volume: Annotated[int, msgspec.Meta(ge=0, le=100)] = 80
    folder: str = ""  # of the office's own recordings; default: voice/ in the data folder


class Hall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What stands on a second screen; screens are named as the system names them."""

    display: bool = False  # opens as soon as somebody works
    display_screen: str = ""  # default: the first that is not the counter's own
    self_service_screen: str = ""


class Choices(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is chosen for one counter; all of it has a default."""

    language: Language = "id"
    theme: Literal["", "light", "dark"] = ""  # empty: as the system has it
    text_size: Literal["small", "normal", "large"] = "normal"
    receipt: Literal["58", "80", "a5"] = "80"  # mm of the roll, or a half sheet
    paper: Literal["A4", "F4"] = "A4"  # of reports
    printers: Printers = Printers()
    groups: tuple[Annotated[str, msgspec.Meta(pattern="^[A-Z]$")], ...] = ()  # of the queue; empty: all
    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=240)] = 10  # idle minutes until the screen locks
    hall: Hall = Hall()
    voice: Voice = Voice()
    backups: str = ""  # default: the folder backups/ in the data folder
    second_backups: str = ""  # another place besides, such as a flash disk
    saved_papers: str = ""  # papers saved as files; default: the documents of this user
    saved_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 30  # until they are removed from there

    def backups_folder(self, folder: Path) -> Path:
        """Return where backups lie; a relative path counts from the data folder."""
        return folder / (self.backups or "backups")


USUAL = Choices()


class Config(Choices, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One installation at one counter. What the whole office decides is in the journal."""

    counter: str  # the journal's: the code and a random suffix, "L1-7f3a"
    code: str  # on papers: "L1"
    earlier: tuple[str, ...] = ()  # the journal's names for it before restores, oldest first
    demo: bool = False
    last_staff: str = ""  # who signed in last: the name that stands there next time

    @property
    def names(self) -> tuple[str, ...]:
        """What the journal calls this counter, the newest first."""
        return (self.counter, *reversed(self.earlier))


class NotADataFolder(UserError):
    """The folder holds no office."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "{folder} is not a data folder of this program: name another with --data, "
                "or found an office there with setup or demo."
            ).format(folder=folder)
        )


class BadConfig(UserError):
    """counter.toml can't be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("{path} can't be read ({reason}): correct it, or copy it from a backup.").format(
                path=path, reason=reason
            )
        )


class BadChoice(UserError):
    """A setting of this counter has a value that can't be."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(
            _("The settings of this counter can't be used ({field}: {why}). Nothing was saved.").format(
                field=field, why=why.rstrip(".")
            )
        )


def data_folder(option: Path | None, environment: Mapping[str, str]) -> Path:
    """Return the data folder: the one of --data, of COUNTER_APP_DATA, or the platform's for this user."""
    if option is not None:
        return option
    if named := environment.get(VARIABLE):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("counter-app", appauthor=False)


def new_counter(code: str) -> str:
    """Return the journal's name for a new installation: the code and a random suffix."""
    import secrets

    return f"{code}-{secrets.token_hex(2)}"


def exists(folder: Path) -> bool:
    """Return whether ``folder`` is a data folder."""
    return (folder / NAME).is_file()


def load(folder: Path) -> Config:
    """Return this counter's settings; raise ``NotADataFolder`` or ``BadConfig``."""
    path = folder / NAME
    try:
        found: dict[str, Any] = msgspec.toml.decode(path.read_bytes())
        return msgspec.convert({name: found[name] for name in found if name not in GONE}, Config)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotADataFolder(folder) from error
    except OSError as error:
        raise BadConfig(path, error.strerror or str(error)) from error
    except msgspec.ValidationError as error:
        raise BadConfig(path, ": ".join(explained(error, Config))) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadConfig(path, str(error)) from error


def check_second(folder: Path, chosen: Choices) -> None:
    """Raise ``Unfit`` for a second place that would be lost together with the first."""
    from counter_app.domain.founding import Unfit

    if not chosen.second_backups:
        return
    second = Path(chosen.second_backups)
    if not second.is_absolute():
        example = "E:\\backups" if os.name == "nt" else "/media/usb"
        sentence = _("Write the whole path, such as {example}, or choose the folder.")
        raise Unfit("second_backups", sentence.format(example=example))
    if any(_inside(second, place) for place in (folder, chosen.backups_folder(folder))):
        sentence = _("This lies beside the data. A second place helps only on another disk.")
        raise Unfit("second_backups", sentence)


def _inside(one: Path, other: Path) -> bool:
    return one.resolve().is_relative_to(other.resolve())


def save(folder: Path, config: Config) -> None:
    """Write this counter's settings in the place of the old ones; raise ``BadChoice``, ``NotWritten``."""
    data = msgspec.toml.encode(config)
    try:
        msgspec.toml.decode(data, type=Config)
    except msgspec.ValidationError as error:
        raise BadChoice(*explained(error, Config)) from error
    write_atomically(folder / NAME, data)
