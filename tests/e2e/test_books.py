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
    assert [name for name in PAPERS if name not in shown and name != "recovery"] == []
