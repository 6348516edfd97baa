"""What lies below a kecamatan, as the region says."""

import pytest

from counter_app.domain.villages import KINDS


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("", "Surat pengantar kelurahan, ditandatangani Lurah (KELURAHAN)"),
        ("desa", "Surat pengantar desa, ditandatangani Kepala Desa (DESA)"),
        ("nagari", "Surat pengantar nagari, ditandatangani Wali Nagari (NAGARI)"),
        (
            "desa_kelurahan",
            "Surat pengantar desa/kelurahan, ditandatangani Kepala Desa/Lurah (DESA/KELURAHAN)",
        ),
    ],
)
def test_a_text_of_the_catalogue_says_it_as_the_office_does(kind, said):
    assert KINDS[kind].said("Surat pengantar kelurahan, ditandatangani Lurah (KELURAHAN)") == said


def test_other_words_that_hold_it_stay():
    assert KINDS["desa"].said("seluruh, kelurahannya") == "seluruh, kelurahannya"
