"""Small files of the data folder, written so that a crash leaves the old or the new one, never half."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import IO

from counter_app.domain.errors import UserError
from counter_app.i18n import _


class NotWritten(UserError):
    """The disk did not take a file."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _(
                "{path} can't be written ({why}). Make room on the disk or check that it may be written to."
            ).format(path=path, why=why)
        )


class NoFolder(NotWritten):
    """The folder of a file does not exist."""

    def __init__(self, folder: Path) -> None:
        UserError.__init__(self, _("There is no folder {folder}. Make it first.").format(folder=folder))


class FileTrouble(UserError):
    """The system did not let the program use a file."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            _("{file} can't be used ({why}). Check the name, the disk and who may read and write it.").format(
                file=error.filename or _("A file"), why=in_words(error)
            )
        )


def in_words(error: OSError) -> str:
    """Return what the system says of a file; the usual faults in the language in force."""
    return {
        errno.ENOSPC: _("the disk is full"),
        errno.EACCES: _("this user may not"),
        errno.EPERM: _("this user may not"),
        errno.EROFS: _("the disk can't be written to"),
        errno.ENOENT: _("it is not there"),
        errno.EIO: _("the disk has a fault"),
    }.get(error.errno or 0, error.strerror or str(error))


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``, readable for its owner only; raise ``NotWritten``."""
    try:
        temporary = _write_beside(path, data)
        try:
            os.replace(temporary, path)
        except OSError:
            temporary.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise _not_written(path, error) from error


def check_place(path: Path) -> None:
    """Raise ``NotWritten`` where the folder of ``path`` takes no file."""
    try:
        Path(_write_beside(path, b"")).unlink()
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> UserError:
    folder = path.absolute().parent
    return NotWritten(path, in_words(error)) if folder.is_dir() else NoFolder(folder)


def move_aside(path: Path) -> Path:
    """Rename a damaged file to ``NAME.damaged-N`` and return where it lies; nothing is overwritten."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return path.rename(aside)


def _write_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            sync_file(file)
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def sync_file(file: IO[bytes]) -> None:
    """Bring what was written to the disk itself."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows does that by itself and can't open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
