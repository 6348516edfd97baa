"""Cells, words and headings of old registers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import nik

from counter_app.domain import importing, register_cells
from counter_app.domain.importing import Line, NoSuchHeading, NotMapped, Reader, RegisterLine
from counter_app.domain.register_cells import (
    Unreadable,
    Wrong,
    day_of,
    name_of,
    nik_of,
    phone_of,
    sex_of,
    shown,
    text_of,
)
from counter_app.domain.register_words import Services, Standing, state_of
from counter_app.i18n import set_language

ANY = (
    st.none()
    | st.booleans()
    | st.text(max_size=60)
    | st.integers()
    | st.floats()
    | st.datetimes()
    | st.dates()
    | st.times()
    | st.builds(Unreadable, st.text(max_size=9), st.sampled_from(["formula", "error", "long"]))
)
READERS = (text_of, name_of, day_of, nik_of, sex_of, phone_of)
SERVICES = Services(
    [
        ("ktp_baru", "KTP-el baru (pemula)", "New e-KTP (first time)"),
        ("ktp_hilang", "KTP-el hilang", "Lost e-KTP"),
        ("kk_ubah", "KK perubahan - elemen data", "Family card - data correction or change"),
        ("sktm", "Surat keterangan tidak mampu (SKTM)", "Certificate of poverty (SKTM)"),
    ]
)
TODAY = dt.date(2026, 4, 6)


@pytest.fixture(autouse=True)
def _in_english():
    set_language("en")
    yield
    set_language("id")


@given(ANY)
def test_a_cell_is_a_value_or_what_is_wrong_never_an_exception(cell):
    assert isinstance(shown(cell), str)
    for read in READERS:
        found = read(cell)
        if isinstance(found, Wrong):
            assert found.expected
        elif isinstance(found, str):
            assert "\n" not in found
            assert len(found) <= register_cells.LONGEST


@given(st.lists(ANY, max_size=20))
def test_a_line_is_a_file_or_faults_never_an_exception(row):
    headings = ["tgl", "nama", "nik", "layanan", "status", "no register", "tgl selesai", "tgl ambil", "lahir"]
    mapped = importing.guess(headings)
    found = Reader(mapped, headings, SERVICES, TODAY).read(Line(7, row))
    assert isinstance(found, RegisterLine) or all(one.line == 7 and one.sentence for one in found)


@given(st.text(max_size=40))
def test_words_of_a_state_and_a_service_are_found_or_refused(words):
    assert isinstance(state_of(words), Standing | Wrong)
    assert isinstance(SERVICES.find(words), str | Wrong)


@pytest.mark.parametrize(
    "written",
    [
        "14/03/2017", "14-03-2017", "14.3.2017", "14 Maret 2017", "14-Mar-17", "2017-03-14", "14/3/17",
        "Selasa, 14 Maret 2017", "14 March 2017", "2017-03-14 00:00:00", "'14/03/2017",
        dt.datetime(2017, 3, 14, 9, 30), dt.date(2017, 3, 14), 42808, 42808.4,
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(written):
    assert day_of(written) == dt.date(2017, 3, 14)


@pytest.mark.parametrize(
    "written", ["31/02/2017", "03/14/2017", "2017", 2017, "kemarin", "14/03", float("nan"), True]
)
def test_what_is_no_date_is_said_with_what_is_expected(written):
    assert "14-03-2017" in day_of(written).expected or written is True


def test_a_birth_stands_behind_its_place_and_has_a_whole_year():
    assert day_of("Palembang, 14-03-1990", birth=True) == dt.date(1990, 3, 14)
    assert isinstance(day_of("14-03-90", birth=True), Wrong)


@pytest.mark.parametrize("written", ["'" + nik(1), f" {nik(1)} ", nik(1)[:6] + " " + nik(1)[6:], int(nik(1))])
def test_a_nik_is_read_with_its_apostrophe_and_spaces(written):
    assert nik_of(written) == nik(1)


@pytest.mark.parametrize("written", ["1.67103E+15", "1,67103E+15", 1.67103e15, 1671031506900000, 9.271e15])
def test_a_nik_that_a_spreadsheet_took_for_a_number_is_refused_with_why(written):
    assert "last digits" in nik_of(written).expected


def test_a_nik_with_wrong_digits_says_which():
    assert "16 digits" in nik_of("16710315069").expected
    assert nik_of("-") == nik_of(None) == ""


def test_a_phone_number_gets_its_zero_back():
    assert (phone_of(81273648), phone_of("0812-73648")) == ("081273648", "0812-73648")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Selesai", "finished"), ("sudah diambil", "collected"), ("DIAMBIL 20/3/17", "collected"),
        ("belum diambil", "ready"), ("siap ambil", "ready"), ("sudah dicetak", "ready"),
        ("belum", "in_process"), ("Proses", "in_process"), ("Belum selesai", "in_process"),
        ("Menunggu blangko", "in_process blangko"), ("blangko habis", "in_process blangko"),
        ("PRR", "in_process blangko"), ("belum cetak", "in_process blangko"),
        ("belum ttd camat", "in_process signature"), ("belum rekam", "in_process record"),
        ("di Disdukcapil", "in_process agency"), ("ditolak dinas", "rejected"), ("Batal", "withdrawn"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_register_say_where_a_file_stands(words, expected):
    found = state_of(words)
    assert f"{found.state} {found.waits}".strip() == expected


def test_words_that_say_nothing_are_refused():
    assert "selesai" in state_of("xyz").expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ktp_hilang", "ktp_hilang"), ("KTP-el hilang", "ktp_hilang"), ("Lost e-KTP", "ktp_hilang"),
        ("KTP", "ktp_baru"), ("e-KTP", "ktp_baru"), ("SKTM", "sktm"), ("perubahan KK", "kk_ubah"),
        ("hilang", "ktp_hilang"),
    ],
)  # fmt: skip
def test_a_service_is_found_by_id_name_or_what_people_call_it(words, expected):
    assert SERVICES.find(words) == expected


def test_an_unknown_service_names_likely_ones():
    assert "ktp_hilang" in SERVICES.find("KTP hlang").expected


def test_headings_in_both_languages_are_understood():
    old = ["No", "No. Reg", "Tgl", "Nama", "No. KTP", "Alamat", "Kel.", "Jenis", "Ket", "Tgl. Selesai"]
    fields = importing.guess(old)
    assert fields == {
        "number": "No. Reg", "opened": "Tgl", "name": "Nama", "nik": "No. KTP", "address": "Alamat",
        "kelurahan": "Kel.", "service": "Jenis", "state": "Ket", "done": "Tgl. Selesai",
    }  # fmt: skip
    english = importing.guess(["Date", "Full name", "NIK", "Service", "Status", "Date collected", "Remarks"])
    assert set(english) == {"opened", "name", "nik", "service", "state", "collected", "remark"}
    both = importing.guess(["Nama", "Tanggal", "Layanan", "Status", "Keterangan"])
    assert (both["state"], both["remark"]) == ("Status", "Keterangan")


def test_the_headings_are_the_line_that_most_fields_are_found_in():
    lines = [Line(1, ["BUKU REGISTER"]), Line(3, ["No", "Nama", "NIK", "Nama"]), Line(4, [1, "Tanggal", "x"])]
    assert importing.headings_in(lines) == (1, ["No", "Nama", "NIK", "Nama (2)"])


def read(headings, *row, **said):
    """Read one line under the likely mapping."""
    return Reader(importing.guess(headings), headings, SERVICES, TODAY, **said).read(Line(5, row))


TRACKED = ["Tanggal", "Nama", "Layanan", "Ket", "Tgl selesai", "Tgl ambil"]


def test_a_finished_line_was_collected_unless_the_book_has_a_day_for_that():
    assert read(["Tanggal", "Nama", "Layanan", "Ket"], "1/2/2017", "A", "KTP", "selesai").state == "collected"
    assert read(TRACKED, "1/2/2017", "A", "KTP", "selesai", "3/2/2017", None).state == "ready"
    line = read(TRACKED, "1/2/2017", "A", "KTP", "", None, "4/2/2017")
    assert (line.state, line.done, line.assumed) == ("collected", dt.date(2017, 2, 4), False)


def test_a_finished_line_without_a_day_counts_on_the_day_it_was_opened():
    line = read(["Tanggal", "Nama", "Layanan", "Ket"], "1/2/2017", "A", "KTP", "selesai")
    assert (line.done, line.assumed) == (dt.date(2017, 2, 1), True)


def test_all_that_is_wrong_with_a_line_is_said_with_its_place():
    faults = read(TRACKED, "32/2/2017", "", "KTPP", "xyz", None, None)
    assert [(one.line, one.column) for one in faults] == [
        (5, "Tanggal"), (5, "Nama"), (5, "Layanan"), (5, "Ket"),
    ]  # fmt: skip
    assert faults[0].sentence == "Line 5, Tanggal: 32/2/2017. Expected: a date, such as 14-03-2017."


def test_days_that_contradict_one_another_or_the_state_are_faults():
    assert read(TRACKED, "5/2/2017", "A", "KTP", "selesai", "1/2/2017", None)[0].column == "Tgl selesai"
    assert read(TRACKED, "5/2/2027", "A", "KTP", "belum", None, None)[0].column == "Tanggal"
    assert read(TRACKED, "5/2/2017", "A", "KTP", "belum", None, "6/2/2017")[0].column == "Tgl ambil"


def test_a_mapping_without_a_name_a_day_a_service_or_a_state_is_refused():
    with pytest.raises(NotMapped, match=r"Date of application, Name, Service and State"):
        read(["x"])
    with pytest.raises(NoSuchHeading):
        Reader({"name": "Nama"}, ["x"], SERVICES, TODAY)


def test_a_service_and_a_state_may_hold_for_every_line():
    line = read(["Tanggal", "Nama"], "1/2/2017", "A", service="ktp_baru", state="in_process")
    assert (line.service, line.state) == ("ktp_baru", "in_process")
