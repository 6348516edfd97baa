"""Every paper in every size: it draws, it is whole, it is the same bytes for the same record."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import samples
import samples_office
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader

from counter_app.domain.errors import WrongUsage
from counter_app.printing import fonts
from counter_app.printing.papers import PAPERS, paper

HERE = Path(__file__).parent
FULL, EMPTY = samples_office.every(), samples_office.empty()
SHEETS = [(name, size) for name, kind in PAPERS.items() for size in kind.sizes]

DIGESTS = """
import hashlib, io
from counter_app.i18n import set_language
from counter_app.printing.papers import PAPERS
from counter_app.printing.xlsx import XLSX
import samples_office
set_language("en")
for name, record in samples_office.every(demo=True).items():
    for write in (PAPERS[name].write, XLSX.get(name)):
        if write:
            out = io.BytesIO()
            write(record, out)
            print(name, hashlib.sha256(out.getvalue()).hexdigest())
"""


def pdf(name, record, size=""):
    out = BytesIO()
    paper(name).write(record, out, size=size)
    return out.getvalue()


def text(data):
    pages = PdfReader(BytesIO(data)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\n", " ")


def pages(data):
    return len(PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize(("name", "size"), SHEETS)
def test_the_same_record_is_the_same_bytes(name, size):
    first = pdf(name, FULL[name], size)
    assert hashlib.sha256(first).digest() == hashlib.sha256(pdf(name, FULL[name], size)).digest()


def test_another_process_with_another_hash_seed_draws_the_same_bytes():
    def digests(seed):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(HERE)}
        run = [sys.executable, "-c", DIGESTS]
        return subprocess.run(run, env=env, capture_output=True, text=True, check=True).stdout

    first = digests("1")
    assert len(first.splitlines()) > len(PAPERS)
    assert first == digests("2")


@pytest.mark.parametrize(("name", "size"), SHEETS)
def test_no_text_is_smaller_than_seven_points(name, size):
    found = {}

    def look(words, current, matrix, _font, points):
        if words.strip():
            found.setdefault(round(points * abs(current[3] * matrix[3]), 2), words)

    for record in (FULL[name], EMPTY.get(name, FULL[name])):
        for page in PdfReader(BytesIO(pdf(name, record, size))).pages:
            page.extract_text(visitor_text=look)
    assert min(found) >= fonts.LEAST, found[min(found)]


@pytest.mark.parametrize("name", list(EMPTY))
def test_a_paper_about_nothing_says_so_on_one_sheet(name):
    data = pdf(name, EMPTY[name])
    assert pages(data) <= 2
    assert "KECAMATAN SEBERANG ULU II" in text(data)


@pytest.mark.parametrize("name", list(PAPERS))
def test_a_demo_office_marks_every_page(name):
    for page in PdfReader(BytesIO(pdf(name, samples_office.every(demo=True)[name]))).pages:
        assert "SAMPLE" in page.extract_text()


def test_text_that_looks_like_markup_prints_as_it_stands():
    for size in PAPERS["receipt"].sizes:
        assert 'A<b> & "B" </para> %s {name} =1+1' in text(pdf("receipt", samples.nasty_receipt(), size))
    assert 'A<b> & "B" </para> %s {name} =1+1' in text(pdf("batch", samples_office.nasty_batch()))


def test_a_latin_name_prints_whole_with_its_accents():
    name = "Šárka Żółć Nguyễn Ðặng Œuvre Ìké Gül-Ağaoğlu"
    printed = text(pdf("receipt", samples.receipt([samples.item(1, name=name)]), "a5"))
    assert name in printed


def test_a_decomposed_accent_is_composed():
    assert "José" in text(pdf("receipt", samples.receipt([samples.item(1, name="José")])))


def test_a_roll_ends_where_its_content_ends():
    short, long = (PdfReader(BytesIO(pdf("receipt", record))).pages[0] for record in _receipts())
    assert short.mediabox.width == long.mediabox.width
    assert short.mediabox.height < long.mediabox.height


def _receipts():
    return samples.receipt(), samples.family_receipt()


def test_a_family_has_all_its_numbers_on_one_receipt():
    printed = text(pdf("receipt", samples.family_receipt()))
    assert all(f"L1-20260406-000{n}" in printed for n in (7, 8, 9))
    assert printed.count("FREE OF CHARGE") == 1


def test_only_a5_has_a_half_for_the_archive():
    assert "For the archive" in text(pdf("receipt", samples.receipt(), "a5"))
    assert "For the archive" not in text(pdf("receipt", samples.receipt(), "80"))


def test_a_copy_says_so():
    assert "COPY" in text(pdf("slip", samples.slip(copy=True)))
    assert "COPY" not in text(pdf("slip", samples.slip())).replace("PHOTOCOPY", "")


def test_a_busy_day_is_one_page_and_its_register_on_f4():
    reader = PdfReader(BytesIO(pdf("daily", samples.daily(rows=20), "f4")))
    first, second = (page.extract_text() for page in reader.pages)
    assert "H. Notes" in first
    assert "NIP. 197103121991031004" in first
    assert "Book seal: 124:9f3a61c20b7de845" in first
    assert "Page 1 of 2" in first
    assert "ATTACHMENT: DAILY REGISTER" in second


def test_the_end_of_a_day_too_busy_for_a4_stands_with_its_signatures_on_the_second_page():
    reader = PdfReader(BytesIO(pdf("daily", samples.daily(rows=20), "a4")))
    first, second, third = (page.extract_text() for page in reader.pages)
    assert "E. Queue" in first
    assert "F. " not in first
    assert "H. Notes" in second
    assert "NIP. 197103121991031004" in second
    assert "Page 2 of 3" in second
    assert "ATTACHMENT: DAILY REGISTER" in third


def test_a_ticket_tells_the_wait_as_a_range_and_the_second_queue():
    printed = text(pdf("ticket", samples.ticket()))
    assert "about 10 to 25 minutes" in printed
    assert "After that: Surat" in printed
    printed = text(pdf("ticket", replace(samples.ticket(), wait=(0, 0), ahead=0, also=[])))
    assert "minutes" not in printed
    assert "After that" not in printed
    assert "up to 5 minutes" in text(pdf("ticket", replace(samples.ticket(), wait=(0, 5))))


def test_the_queue_report_names_every_call_out_of_turn_with_its_reason():
    printed = text(pdf("queue", FULL["queue"]))
    for words in ("A031", "Agus Salim", "jenazah menunggu surat kematian", "6 April 2026, 10:42"):
        assert words in printed
    assert "Nobody was called out of turn." in text(pdf("queue", EMPTY["queue"]))


def test_the_daily_report_says_what_was_left_open():
    printed = text(pdf("daily", FULL["daily"]))
    assert "3 numbers were left open at the end of the day" in printed
    assert "A031 (Agus Salim, past 4): jenazah menunggu surat kematian" in printed


@pytest.mark.parametrize("name", ["leaflet", "poster"])
def test_a_leaflet_is_one_page(name):
    for size in PAPERS[name].sizes:
        assert pages(pdf(name, FULL[name], size)) == 1


def test_a_register_repeats_its_heading_and_counts_its_pages():
    reader = PdfReader(BytesIO(pdf("register", samples.register(120))))
    for number, page in enumerate(reader.pages, 1):
        assert f"Page {number} of {len(reader.pages)}" in page.extract_text()
        assert "Registration no." in page.extract_text()
    assert "L1-20260406-0120" in reader.pages[-1].extract_text()


@pytest.mark.parametrize("size", PAPERS["recap"].sizes)
@pytest.mark.parametrize("months", [1, 4, 12])
def test_the_recap_of_up_to_a_year_is_one_page(size, months):
    record = samples_office.recap(months=months)
    assert pages(pdf("recap", record, size)) == 1
    printed = text(pdf("recap", record, size))
    for words in ("B. Not done, by age", "C. Applications by month", "104.0", "NIP. 197103121991031004"):
        assert words in printed


def test_the_signatures_of_a_long_recap_stand_under_the_end_of_it():
    years = [samples_office.target(year, group, 9, 8) for year in range(2021, 2027) for group in "ABC"]
    for record in (
        samples_office.recap(months=60),
        replace(samples_office.recap(months=30), targets=years),
        replace(samples_office.recap(), targets=years),
    ):
        last = PdfReader(BytesIO(pdf("recap", record))).pages[-1].extract_text()
        assert "NIP. 197103121991031004" in last
        assert "Realisation" in last


def test_a_register_ends_with_its_totals_and_the_sentence_that_closes_it():
    record = samples.register(120)
    printed = PdfReader(BytesIO(pdf("register", record))).pages[-1].extract_text()
    assert "This register has 120 applications, numbers 1 to 120." in printed
    assert "Recapitulation of the register" in printed
    assert "NIP. 197103121991031004" in printed
    assert sum(sum(row.states.values()) for row in record.totals) == 120
    assert "This register has one application." in text(pdf("register", samples.register(1)))
    assert "Recapitulation of the register" not in text(pdf("register", EMPTY["register"]))


def test_a_register_of_several_months_closes_each():
    rows = samples.register_rows(5)
    later = [replace(row, at=row.at.replace(month=5)) for row in rows[2:]]
    printed = text(pdf("register", replace(samples.register(5), rows=[*rows[:2], *later])))
    assert "Total of April 2026: 2. Up to this month: 2." in printed
    assert "Total of May 2026: 3. Up to this month: 5." in printed
    assert "Up to this month" not in text(pdf("register", samples.register(5)))


def test_a_manifest_shows_the_difference():
    assert "Sent: 10. Back: 8. Difference: 2." in text(pdf("manifest", samples_office.manifest()))


@settings(max_examples=25)
@given(st.text(max_size=400))
def test_any_text_at_all_can_stand_on_a_paper(words):
    item = samples.item(1, words, name=words, received=[samples.paper(words, "handed_in", note=words)])
    for size in PAPERS["receipt"].sizes:
        assert pages(pdf("receipt", samples.receipt([item]), size)) >= 1
    row = (
        samples_office.batch(1)
        .rows[0]
        .__class__(number=words, name=words, service=words, since=samples.DAY, working_days=1, stalled=False)
    )
    batch = samples_office.batch(0)
    assert pages(pdf("batch", type(batch)(**(_fields(batch) | {"rows": [row] * 3, "to": words})))) >= 1


def _fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


@pytest.mark.parametrize("size", PAPERS["recovery"].sizes)
@pytest.mark.parametrize("key", [FULL["recovery"].key, "WWWW1-WWWW2-WWWW3-WWWW4-WWWW5"])
def test_the_recovery_key_prints_whole_group_by_group(key, size):
    data = pdf("recovery", samples_office.recovery(key=key), size)
    printed = text(data)
    assert pages(data) == 1
    places = [printed.index(group) for group in key.split("-")]
    assert places == sorted(places)
    assert "Monday, 6 April 2026" in printed
    assert "sealed envelope" in printed


def test_an_unknown_paper_or_size_is_refused_with_what_there_is():
    with pytest.raises(WrongUsage, match="receipt, slip"):
        paper("invoice")
    with pytest.raises(WrongUsage, match="a4 and f4"):
        pdf("daily", FULL["daily"], "58")
