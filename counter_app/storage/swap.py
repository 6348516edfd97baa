"""Put new files in the place of those of a data folder: all of them or none, whenever the power goes.

The new files are made ready in a folder of their own. Its rename is the moment from which they count: a
start that finds it finishes what was begun. What stood in their place is moved aside, never deleted.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from counter_app.storage.files import sync_file, sync_folder

READY = ".incoming"
NAMES = ("counter.db", "keys.json", "keys-copy.json", "counter.toml")
BESIDE = ("-wal", "-shm")  # what SQLite keeps beside a database; it belongs to the old one
ASIDE = "aside"  # the file that says where the old ones go


def begin(folder: Path) -> Path:
    """Return an empty folder for the new files; what was left of an earlier try is removed."""
    partial = folder / f"{READY}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    return partial


def give_up(folder: Path) -> None:
    """Forget the new files."""
    shutil.rmtree(folder / f"{READY}.partial", ignore_errors=True)


def commit(folder: Path, aside: Path) -> None:
    """Put the new files in place; the old ones go to ``aside``. The caller has the folder alone."""
    partial = folder / f"{READY}.partial"
    (partial / ASIDE).write_text(str(aside), encoding="utf-8")
    for path in partial.iterdir():
        with path.open("rb+") as file:
            sync_file(file)
    sync_folder(partial)
    partial.rename(folder / READY)
    sync_folder(folder)
    finish(folder)


def is_pending(folder: Path) -> bool:
    """Return whether new files wait to be put in place."""
    return (folder / READY).is_dir()


def settle(folder: Path) -> None:
    """Finish what a power cut interrupted between two files; every start begins here. Raises InUse."""
    if not is_pending(folder):
        return
    from counter_app.storage import lock  # with SQLite, which most starts need only later

    hold = lock.alone(folder, lock.PATIENCE)
    try:
        finish(folder)
    finally:
        hold.let_go()


def finish(folder: Path) -> None:
    """Put in place what is ready. Each step can be done again."""
    ready = folder / READY
    if not ready.is_dir():
        return
    aside = Path((ready / ASIDE).read_text(encoding="utf-8"))
    aside.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        if (ready / name).exists():
            for old in (name, *(f"{name}{end}" for end in BESIDE)):
                if (folder / old).exists():
                    (folder / old).replace(aside / old)
            (ready / name).replace(folder / name)
    sync_folder(folder)
    sync_folder(aside)
    shutil.rmtree(ready)
    if not any(aside.iterdir()):
        aside.rmdir()
