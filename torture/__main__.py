"""``python -m torture``: how many kills, faults, changed bytes and bad inputs the data outlive."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from counter_app import bootstrap
from counter_app.office.desk import Staff
from torture import faults, flips, inputs, kills
from torture.office import STAFF, Broken, Tortured


def main() -> int:
    """Torture an office of its own and print what it outlived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="of processes at work")
    parser.add_argument("--amid", type=int, default=10, help="kills amid each long act")
    parser.add_argument("--flips", type=int, default=300, help="changed bytes of each kind of file")
    parser.add_argument("--faults", type=int, default=10, help="of each kind of fault of the disk")
    parser.add_argument("--every", type=int, default=1, help="of the bad inputs, one in so many")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = Wanted(**vars(parser.parse_args()))
    print(f"seed {wanted.seed}")
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        for line in torture(folder, wanted):
            print(line, flush=True)
    except Broken as error:
        print(f"BROKEN: {error} (the data lie in {folder})", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0


class Wanted(NamedTuple):
    """How much of each kind of torture."""

    kills: int  # of processes at work
    amid: int  # of processes amid each long act
    flips: int  # changed bytes of each kind of file
    faults: int  # of each kind of fault of the disk
    every: int  # of the bad inputs, one in so many
    seed: int


def torture(folder: Path, wanted: Wanted) -> Iterator[str]:
    """Yield one line for each kind of torture. Raises Broken."""
    office = Tortured(folder / "data", wanted.seed)
    found = kills.at_work(office, wanted.kills)
    yield (
        f"kills at work survived        {found.kills:>7,}   "
        f"({found.answered:,} answers, {found.entries:,} entries)"
    )
    total = found.kills
    for name in kills.ACTS:
        total += kills.amid(office, wanted.amid, name).kills
        yield f"kills amid a {name:<16} {wanted.amid:>7,}"
    tried = inputs.commands_with(office, wanted.every)
    opened = bootstrap.open_office(office.folder, office.key)
    try:
        asked = inputs.questions_with(office, opened, Staff(STAFF, "supervisor", "Siti"), wanted.every)
    finally:
        opened.close()
    office.check()
    yield (
        f"bad inputs tried              {tried.tried + asked.tried:>7,}   "
        f"({tried.refused + asked.refused:,} refused)"
    )
    changed = [
        flips.database(office, wanted.flips),
        flips.keys(office, wanted.flips),
        flips.backups(office, wanted.flips),
    ]
    yield (
        f"bytes flipped                 {sum(c.flipped for c in changed):>7,}   "
        f"({sum(c.found for c in changed):,} found)"
    )
    yield from _faults(folder, wanted.faults, wanted.seed)
    entries = office.check()
    yield f"kills survived                {total:>7,}"
    yield f"entries lost                  {0:>7}   (of {entries:,}; every answer compared with the journal)"


def _faults(folder: Path, rounds: int, seed: int) -> Iterator[str]:
    try:
        with faults.small_disk(folder / "disk") as disk:
            office = Tortured(disk / "data", seed)
            found = [
                faults.full(office, rounds),
                faults.full_meanwhile(office, rounds),
                faults.read_only(office, disk, rounds),
                faults.gone(office, disk),
            ]
    except faults.NoSmallDisk:
        yield "faults of the disk                  -   (not tried: only root may mount a small disk)"
        return
    yield (
        f"faults of the disk injected   {sum(one.injected for one in found):>7,}   "
        f"({sum(one.refused for one in found):,} commands refused, all data whole after)"
    )


if __name__ == "__main__":
    sys.exit(main())
