"""What the command line says: the language in force, whole sentences, no programmer's words."""

import pytest
from program import is_sentence


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], "Pemakaian: counter-app [OPSI] PERINTAH"),
        (["staff", "--help"], "Perintah:"),
        (["--x"], "Salah: Tidak ada opsi '--x'."),
        (["lari"], "Salah: Tidak ada perintah 'lari'."),
        (["staff", "reset"], "Salah: Belum disebut: argumen 'ID'."),
        (["audit", "--limit", "x"], "'x' bukan bilangan"),
        (["staff", "add", "budi", "--name", "B", "--role", "x"], "bukan salah satu dari"),
        (["run", "--lines", "/nowhere"], "'/nowhere' tidak ada"),
    ],
)
def test_wrong_usage_is_said_in_indonesian(program, arguments, words):
    answer = program(*arguments, lang="id", by="siti")
    assert words in answer.out + answer.err


def test_wrong_usage_stays_english_in_english(program):
    assert "Error: No such option '--x'." in program("--x").err
    assert "Usage: counter-app" in program("--help").out


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ('{"kind": "kk", "quantity": "dua"}', "quantity: a whole number is needed here, not a text."),
        ('{"kind": null, "quantity": 1}', "kind: a text is needed here, not null."),
        ('{"kind": "", "quantity": 1}', "kind ''. Choose"),
        ('{"kind": "kk"', "it ends in the middle"),
        ('{"kind": kk}', "wrong from letter 10 on"),
    ],
)
def test_a_field_of_the_wrong_kind_is_told_in_words(program, fields, words):
    answer = program("run", "receive_blangko", fields, by="ani")
    assert words in answer.err
    assert is_sentence(answer.err)
    assert "`" not in answer.err


def test_a_member_of_staff_who_stays_as_he_is_is_no_entry(program):
    before = program.entries()
    for options in ([], ["--name", "Ani"], ["--role", "clerk"]):
        answer = program("staff", "set", "ani", *options, by="siti")
        assert (answer.status, is_sentence(answer.err)) == (1, True)
        assert "nothing was changed" in answer.err
    assert program.entries() == before


def test_a_paper_is_a_pdf_by_its_name_too(program, tmp_path):
    file = tmp_path / "d.txt"
    answer = program("print", "daily", "-o", str(file), by="siti")
    assert (answer.status, file.exists()) == (2, False)
    assert "the ending must be one of .pdf" in answer.err


def test_the_paper_of_the_day_is_of_today_unless_a_day_is_said(program, tmp_path):
    assert program("print", "daily", "-o", str(tmp_path / "d.pdf"), by="siti").status == 0
    assert program("print", "daily", "2026-04-06", "-o", str(tmp_path / "e.pdf"), by="siti").status == 0
    assert (tmp_path / "d.pdf").read_bytes()[:4] == b"%PDF"
