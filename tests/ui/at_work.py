"""An office in the middle of its work: something stands on every screen."""

from __future__ import annotations

from stories import Counter


def tell(desk: Counter) -> None:
    """Let a few days pass."""
    desk.run("receive_blangko", kind="ktp_el", quantity=2, letter="470/12/DKPS")
    for _number in range(4):
        desk.at("ktp", "print", phone="081273451180", kelurahan="Tangga Takat")
    desk.accepted("kk")
    desk.at("letter", "sign")
    number = desk.opened("ktp")
    desk.run("return_application", application=number)
    desk.opened("letter", name="Nama Yang Panjang Sekali Binti Abdurrahman")
    desk.run("expect_blangko", by="siti", kind="ktp_el", quantity=50, on="2026-04-10")
    deputies = [{"official": "sekcam", "form": "an_sekcam"}]
    fields = {"official": "camat", "from": "2026-04-06", "to": "2026-04-24", "reason": "dinas luar"}
    desk.run("record_absence", by="siti", **fields, deputies=deputies)
    desk.run("record_disruption", by="siti", what="siak", note="jaringan putus")
    desk.run("issue_ticket", group="A")
    desk.run("issue_ticket", group="D", **{"class": "priority"}, ground="elderly", also=["E", "B"])
    desk.run("open_counter", by="budi", groups=["A", "D", "E"])
    desk.run("park_ticket", ticket=desk.run("call_next").ids["ticket"], reason="fotokopi kartu keluarga")
    desk.run("requeue_ticket", ticket="L1-20260406-D001")
    desk.run("skip_ticket", ticket=desk.run("call_next").ids["ticket"])
    desk.run("call_next")
    for group in "CEFG":
        desk.run("issue_ticket", group=group)
