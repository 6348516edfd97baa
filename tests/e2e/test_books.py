"""``audit`` and ``export``: who did what in words, and a list that leaves the program."""

import zipfile

import pytest
from program import is_sentence


@pytest.fixture
def worked(program):
    """Return an office with one accepted application."""
    program.accepted("kk_ubah")
    return program


def sheet(file):
    with zipfile.ZipFile(file) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode(), archive.read(
            "xl/sharedStrings.xml"
        ).decode()


def test_the_audit_reads_in_both_languages_with_the_offices_times(worked):
    for lang, words, at in (
        ("en", "Accepted complete", "06-04-2026 08:0"),
        ("id", "Diterima lengkap", "06-04-2026 08.0"),
    ):
        lines = worked("audit", by="siti", lang=lang).out.splitlines()
        newest = lines[2]
        assert words in newest
        assert newest.startswith(at)


def test_the_audit_of_somebody_unknown_is_refused(worked):
    answer = worked("audit", "--staff", "sri", by="siti")
    assert (answer.status, answer.out, is_sentence(answer.err)) == (1, "", True)
    assert "ani" in answer.err
    assert worked("audit", "--staff", "tono", by="siti").status == 0


def test_the_audit_is_narrowed_and_paged(worked):
    assert len(worked("audit", "--what", "accepted", by="siti").out.splitlines()) == 3
    whole = worked("audit", "--from", "2026-04-06", "--to", "2026-04-06", by="siti").out.splitlines()
    page = worked("audit", "--limit", "1", "--offset", "1", by="siti").out.splitlines()
    assert page[2].split() == whole[3].split()
    assert "Counter clerk" in page[2]
    assert "Warga 1 (1671********0001)" in page[2]
    refused = worked("audit", "--what", "diterima", by="siti")
    assert (refused.status, is_sentence(refused.err)) == (1, True)


def test_the_audit_is_a_report_too(worked, tmp_path):
    number = worked.ask("applications")[0]["application"]
    days = ["--from", "2026-04-06", "--to", "2026-04-06"]
    for file in ("audit.pdf", "audit.xlsx"):
        answer = worked("report", "audit", *days, "--staff", "ani", "-o", str(tmp_path / file), by="siti")
        assert answer.status == 0, answer.err
    printed = worked("print", "audit", number, "-o", str(tmp_path / "one.pdf"), by="siti")
    assert printed.status == 0, printed.err
    shown = worked("report", "audit", "--application", number, by="siti").out
    assert f"Entries about {number} only" in shown
    assert "Accepted complete" in shown
    assert "Book seal: " in shown
    assert worked("report", "audit", by="ani").status == 1
    assert worked("report", "audit", "--staff", "sri", by="siti").status == 1


def test_an_export_that_reaches_into_what_is_closed_is_no_entry(worked, tmp_path):
    worked.clock.set("2032-04-06T08:00")
    worked.run("confirm_clock", "siti", reason="libur")
    worked.run("change_settings", "tono", settings={"closed_after_years": 5})
    worked.run("close_to_reading", "tono", before="2027-01-01", reason="JRA")
    before = worked.entries()
    answer = worked("export", "--from", "2026-01-01", "-o", str(tmp_path / "a.csv"), by="siti")
    assert (answer.status, is_sentence(answer.err)) == (1, True)
    assert worked.entries() == before


@pytest.mark.parametrize(
    "options",
    [
        ["--from", "kemarin"],
        ["--from", "2026-04-07", "--to", "2026-04-06"],
        ["--to", "0026-04-06"],
        ["-o", "/nowhere/register.xlsx"],
    ],
)
def test_an_export_that_can_not_be_made_is_no_entry(worked, tmp_path, options):
    before = worked.entries()
    answer = worked("export", "-o", str(tmp_path / "register.xlsx"), *options, by="siti")
    assert (answer.status, answer.out, is_sentence(answer.err)) == (1, "", True)
    assert worked.entries() == before
    assert not list(tmp_path.glob("*register*"))


def test_an_export_is_an_entry_and_has_dates_and_whole_niks(worked, tmp_path):
    before = worked.entries()
    file = tmp_path / "register.xlsx"
    assert worked("export", "-o", str(file), by="ani").status == 1
    assert worked("export", "-o", str(file), by="siti").status == 0
    assert worked.entries() == before + 1
    cells, texts = sheet(file)
    assert "<v>46118.3" in cells  # 6 April 2026, after 8 o'clock
    assert "2026-04" not in texts
    assert "167103" in texts


def test_print_names_every_paper_that_it_draws(program):
    from counter_app.printing.papers import PAPERS

    shown = program("print", "--help").out
    elsewhere = ("recovery", "comparison")  # printed by other commands
    assert [name for name in PAPERS if name not in shown and name not in elsewhere] == []
