"""Plays a small history of an office and keeps its journal: one file for each release.

``python tests/journals/make.py`` writes the journal of this version, ``make.py 0.3.0`` that of one to come.
One that was released is never written anew: it shows that what offices hold still folds.
"""

from __future__ import annotations

import sys
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

from stories import Clock, Counter, new_office, staff

from counter_app.domain import events as e
from counter_app.office.people import record_recovery

COLUMNS = ("counter", "seq", "at", "wall", "actor", "stream", "payload", "hash")


def play() -> Counter:
    """Let a little of everything happen."""
    clock = Clock()
    desk = Counter(new_office(clock), clock)
    _cards(desk)
    _letters(desk)
    _absences(desk)
    _office(desk)
    _old_register(desk)
    return desk


def _cards(desk: Counter) -> None:
    desk.run("expect_blangko", by="siti", kind="ktp_el", quantity=3, on="2026-04-08")
    first, second = desk.at("ktp", "print", name="José Ramos"), desk.at("ktp_hilang", "print")
    desk.run("set_aside", application=second, reason="belum bayar denda")
    desk.clock.set("2026-04-07T09:00")
    desk.run("receive_blangko", kind="ktp_el", quantity=3, letter="470/88", serial_from="1", serial_to="3")
    desk.step(first, "print", serial="1")
    desk.run("put_back", application=second)
    desk.run("send_back_application", application=first, step="print", reason="foto miring")
    desk.step(second, "print", serial="2", out_of_line_reason="sakit keras")
    desk.step(first, "print", serial="3")
    desk.run("hand_over_application", application=second, receiver="Warga", old_card_withdrawn=True)
    desk.clock.advance(minutes=1)
    record = desk.run("destroy_cards", by="siti", method="dibakar", witnesses=["Ani"]).ids["record"]
    desk.run("show_destruction", by="siti", record=record)
    desk.run("receive_blangko", kind="kk", quantity=2)
    desk.run("spoil_blangko", kind="kk", quantity=1, reason="basah")
    desk.run("count_blangko", by="siti", kind="kk", counted=2, reason="opname", second="ani")


def _letters(desk: Counter) -> None:
    letter = desk.opened("letter", submitter={"name": "Budi", "relation": "anak"})
    desk.run("return_application", application=letter, deposited=True)
    desk.run("record_paper", application=letter, paper="slip")
    desk.run("let_follow", by="siti", application=letter, requirement="kk_fc", reason="besok")
    desk.complete(letter)
    desk.run("accept_application", application=letter)
    desk.run("record_paper", application=letter, paper="receipt", size="80")
    desk.run("did_not_print", application=letter, paper="receipt")
    desk.step(letter, "verify")
    desk.run("undo", application=letter, reason="salah tekan")
    desk.run("correct_application", application=letter, applicant={"phone": "0812"}, reason="nomor baru")
    desk.run("pass_on_application", application=letter, to="budi", reason="cuti")
    desk.run("accept_responsibility", by="budi", application=letter)
    desk.run("assign_application", by="siti", application=letter, to="ani", reason="budi sakit")
    desk.run(
        "send_back_application", application=letter, step="verify", reason="KK asli", citizen_needed=True
    )
    desk.clock.advance(minutes=30)
    desk.run("citizen_came", application=letter)
    desk.run("reveal_nik", application=letter)
    desk.run("show_person", by="siti", person=letter)
    desk.run("close_application", application=letter, outcome="withdrawn", reason="pindah")
    desk.run("forward_applications", applications=[sent := desk.at("suket_ktp", "forward")])
    desk.run("undo", application=sent, reason="salah berkas")
    batch = desk.run("forward_applications", applications=[sent]).ids["batch"]
    [file] = desk.ask("manifest", batch=batch).rows
    desk.run("receive_batch", batch=batch, applications=[file.number])
    desk.run("undo", application=file.number, reason="salah map")
    desk.run("receive_batch", batch=batch, applications=[file.number])
    desk.run("show_manifest", by="siti", batch=batch)


def _absences(desk: Counter) -> None:
    deputies = [{"official": "sekcam", "form": "plh", "letter": "800/12"}]
    period = {"from_": "2026-04-07", "to": "2026-04-09"}
    away = desk.run(
        "record_absence", by="siti", official="camat", reason="dinas", deputies=deputies, **period
    )
    desk.step(desk.at("letter", "sign"), "sign", official="sekcam")
    desk.run("end_absence", by="camat", absence=away.ids["absence"])
    down = desk.run("record_disruption", by="siti", what="siak", note="pusat").ids["disruption"]
    desk.clock.advance(minutes=20)
    desk.run("end_disruption", by="siti", disruption=down)
    desk.clock.advance(days=3)
    desk.run("close_day", by="siti", date="2026-04-10")
    desk.clock.advance(days=-3)
    desk.run("confirm_clock", by="siti", reason="baterai jam diganti")
    desk.run("close_day", by="siti", date="2026-04-07")


def _office(desk: Counter) -> None:
    desk.run("change_settings", by="tono", settings={"closures": [{"date": "2026-06-17", "reason": "HUT"}]})
    desk.run("set_emblem", by="tono", picture=EMBLEM)
    desk.run("set_staff", by="tono", staff="joko", name="Joko", role="clerk")
    record_recovery(desk.office, "joko")
    desk.run("retire_staff", by="tono", staff="joko")
    desk.run("set_official", by="siti", official="kasi_dua", role="kasi", name="Umar")
    desk.run("retire_official", by="siti", official="kasi_dua")
    desk.run("change_service", by="siti", definition=OWN)
    desk.run("change_settings", by="tono", settings={"closed_after_years": 5})
    desk.run("close_to_reading", by="tono", before="2020-01-01", reason="JRA")
    desk.run("reopen_to_reading", by="tono", reason="keliru")
    desk.run("record_export", by="siti", what="register 2026")
    ticket = desk.run("issue_ticket", group="A").ids["ticket"]
    desk.run("call_next")
    desk.run("skip_ticket", ticket=ticket)
    desk.run("requeue_ticket", ticket=ticket)
    desk.run("call_next")
    desk.run("arrive_ticket", ticket=ticket)
    desk.run("finish_ticket", ticket=ticket)
    _queue(desk)
    _care(desk)
    desk.clock.advance(days=40)
    desk.run("confirm_clock", by="siti", reason="libur panjang")


def _queue(desk: Counter) -> None:
    """Let a ticket go every way that there is."""
    desk.run("open_counter", groups=["A", "D"])
    ticket = desk.run("issue_ticket", group="A", also=["D"]).ids["ticket"]
    desk.run("call_next")
    desk.run("park_ticket", ticket=ticket, reason="fotokopi")
    desk.run("requeue_ticket", ticket=ticket)
    desk.run("call_next")
    desk.run("finish_ticket", ticket=ticket)
    desk.run("call_next")
    desk.run("hand_on_ticket", ticket=ticket, reason="saudara")
    desk.run("transfer_ticket", ticket=ticket, group="A", note="salah loket")
    desk.run("pause_counter", reason="salat")
    desk.run("close_counter")
    desk.clock.advance(days=1)
    desk.run("issue_ticket", group="A")


def _care(desk: Counter) -> None:
    """Write what happens to the data as a whole, as ``care`` writes it."""
    gap = e.Gap(counter="L2-old", first=3, last=4)
    for stream, event in (
        ("restore/L1-test", e.DataRestored(backup="20260406-160500", kept={"L2-old": 9}, lost=2)),
        ("restore/L1-test", e.DataSalvaged(kept={"L2-old": 9}, missing=[gap])),
        ("letters/L1-test", e.LettersLost(numbers=[("470/9/SU.II/IV/2026", 1)])),
        ("key/office", e.KeyChanged(reason="sandi diketahui orang lain")),
    ):
        desk.office.note(stream, event, staff("tono"), lambda: None)


def _old_register(desk: Counter) -> None:
    line = {"opened": "2017-03-14", "service": "ktp_baru", "number": "0007"}
    done = {"state": "collected", "done": "2017-04-20", "collected": "2017-04-21"}
    lines = [
        {"line": 2, "name": "Aminah", "state": "in_process", "waits": "blangko", **line},
        {"line": 3, "name": "Budiman", **done, **line},
    ]
    for _once in range(2):
        batch = desk.run("import_register", by="siti", file="2017.xlsx", digest="0a", lines=lines).ids[
            "import"
        ]
        desk.run("undo_import", by="siti", batch=batch)


OWN = """
id = "izin_kita"
label = { id = "Izin kita" }
group = "Rekomendasi"
queue = "E"
standard = { minutes = 30 }
steps = [{ id = "verify" }, { id = "hand_over" }]
[[requirement]]
id = "ktp_fc"
label = { id = "KTP-el" }
doc = "copy"
"""


EMBLEM = (  # a white PNG of the least size
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQAAAACCEkxzAAAAFElEQVR42mP8zwABTAyjjFEGyQwAzx8Bf7QK4E8AAAAASUVORK5CYII="
)


def version() -> str:
    """Return the version whose journal is wanted."""
    setup = ConfigParser()
    setup.read(Path(__file__).parents[2] / "setup.cfg")
    return sys.argv[1] if len(sys.argv) > 1 else setup["metadata"]["version"]


def line(row: tuple[Any, ...]) -> bytes:
    """Return one entry as a line: the payload as text, the hash in hexadecimal digits."""
    *head, payload, hash = row
    return msgspec.json.encode(dict(zip(COLUMNS, (*head, payload.decode(), hash.hex()), strict=True)))


def rows(path: Path) -> list[tuple[Any, ...]]:
    """Return the entries of a kept journal as the table has them."""
    kept = [msgspec.json.decode(text) for text in path.read_bytes().splitlines()]
    return [
        (*(one[name] for name in COLUMNS[:-2]), one["payload"].encode(), bytes.fromhex(one["hash"]))
        for one in kept
    ]


if __name__ == "__main__":
    book = play().office.db.execute(f"SELECT {', '.join(COLUMNS)} FROM journal ORDER BY counter, seq")
    target = Path(__file__).with_name(f"{version()}.jsonl")
    target.write_bytes(b"".join(line(row) + b"\n" for row in book))
    print(target)
