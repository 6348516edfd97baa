"""Lists are whole, or say that they are not: each is asked with more than fits."""

from stories import nik

MANY = 1005


def waiting(desk, number=MANY, service="surat_pengantar"):
    """Bring files that wait for a signature, from an old register."""
    line = {"opened": "2026-03-02", "service": service, "state": "in_process", "waits": "signature"}
    lines = [line | {"line": n, "name": f"Warga {n}"} for n in range(2, number + 2)]
    desk.run("import_register", by="siti", file="lama.csv", digest=service, lines=lines)


def test_the_batch_sheet_has_every_file_that_waits(desk):
    waiting(desk)
    assert len(desk.ask("signing_batch").rows) == len(desk.ask("signing_folder")) == MANY


def test_a_thousand_files_of_others_leave_none_of_his_own_out(desk):
    waiting(desk)
    absence = {"official": "camat", "from_": "2026-04-06", "to": "2026-04-07", "reason": "diklat"}
    deputy = {"official": "kasi", "form": "plh", "services": ["domisili"]}
    desk.run("record_absence", by="siti", deputies=[deputy], **absence)
    number = desk.at("domisili", "sign")
    assert [row.number for row in desk.ask("signing_batch", official="kasi").rows] == [number]


def test_the_folder_of_an_official_is_what_the_whole_folder_says_that_he_may_sign(desk):
    waiting(desk, 3)
    desk.at("ktp", "sign")
    desk.at("domisili", "sign")
    whole = desk.ask("signing_folder")
    for official in ("camat", "sekcam", "kasi"):
        own = [row for row in whole if any(one["official"] == official for one in row["may"])]
        assert desk.ask("signing_folder", official=official) == own


def test_every_open_file_of_a_citizen_is_told(desk):
    for _n in range(12):
        desk.opened("letter", nik=nik(1))
    assert len(desk.ask("identity", nik=nik(1))["open"]) == 12
