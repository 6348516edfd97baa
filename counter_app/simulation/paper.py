"""The comparison of played years on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import msgspec

from counter_app import bootstrap
from counter_app.demo.citizens import People
from counter_app.i18n import _
from counter_app.office.catalogue import shipped
from counter_app.office.queries.letterhead import head_of
from counter_app.office.records import Print
from counter_app.printing.blocks import Block, Gap, Text
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.letterhead import heading, kop
from counter_app.printing.sheet import Sheet, write_sheet
from counter_app.printing.text import plain

_SIZE = 7.8


class Comparison(NamedTuple):
    """What stands on the page; the first of ``heads`` is over the names of the figures."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    seeds: str
    at: dt.datetime


def write_comparison(record: Comparison, out: BinaryIO, *, size: str = "a4") -> None:
    """Draw the page; as everything invented it is marked as a sample."""
    people = msgspec.toml.decode(shipped("demo.toml"), type=People)
    head = head_of(bootstrap.checked(people.founding), demo=True)
    name = _("Years compared")
    first, *changes = record.heads
    columns = [Column(first, 2, lines=2), *(Column(one, 1, "right", lines=2) for one in changes)]
    explained = _(
        "Invented years, played through the commands of the program. Each column is the same year with one "
        "thing changed; a range shows the least and the most of several seeds. Days are those of the "
        "files that became ready, minutes those that KTP and KK files waited."
    )
    blocks: list[Block] = [
        kop(head),
        heading(name, record.title, ""),
        Grid(columns, [Row(tuple(row)) for row in record.rows], _SIZE),
        Gap(6),
        Text(plain(explained), 7),
        Text(plain(record.seeds), 7),
    ]
    printed = Print(by="counter-app simulate", at=record.at, counter=people.founding.counter.code)
    write_sheet(out, Sheet(head, f"{name}, {record.title}", printed), blocks, size=size, across=True)
