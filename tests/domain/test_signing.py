"""Who signs, and the lines above the signature."""

import pytest

from counter_app.domain import signing
from counter_app.domain.events import Deputy
from counter_app.domain.signing import Absence, Capacity, Official, title_on_paper

CAMAT = Official("camat", "camat", "Rahmat")
SEKCAM = Official("sekcam", "sekcam", "Yulia")
KASI = Official("kasi", "kasi", "Ahmad", "Kepala Seksi Pelayanan Umum")
ALL = [CAMAT, SEKCAM, KASI]
SU2 = "Seberang Ulu II"


def lines(official, form, absent):
    return title_on_paper(Capacity(official, form, "", absent), SU2, ALL).split("\n")


@pytest.mark.parametrize("form", ["plh", "plt"])
def test_a_deputy_signs_with_the_post_of_whom_he_replaces(form):
    short = f"{form.capitalize()}. "
    assert lines(SEKCAM, form, CAMAT) == [short + "CAMAT SEBERANG ULU II"]
    assert lines(KASI, form, SEKCAM) == [short + "SEKRETARIS CAMAT"]
    assert lines(SEKCAM, form, KASI) == [short + "KEPALA SEKSI PELAYANAN UMUM"]


def test_a_mandate_stands_over_the_own_post():
    assert lines(SEKCAM, "an_sekcam", CAMAT) == ["a.n. CAMAT SEBERANG ULU II", "SEKRETARIS CAMAT"]
    assert lines(KASI, "an_kasi", CAMAT) == ["a.n. CAMAT SEBERANG ULU II", "KEPALA SEKSI PELAYANAN UMUM"]
    assert lines(KASI, "an_kasi", SEKCAM) == ["a.n. SEKRETARIS CAMAT", "KEPALA SEKSI PELAYANAN UMUM"]


@pytest.mark.parametrize("absent", [CAMAT, SEKCAM])
def test_under_u_b_the_secretary_stands_between(absent):
    assert lines(KASI, "ub", absent) == [
        "a.n. CAMAT SEBERANG ULU II",
        "SEKRETARIS CAMAT",
        "u.b.",
        "KEPALA SEKSI PELAYANAN UMUM",
    ]


def test_an_office_that_is_no_kecamatan_has_another_head():
    assert title_on_paper(Capacity(CAMAT), "Muara Tami", head="Kepala Distrik") == "KEPALA DISTRIK MUARA TAMI"
    deputy = Capacity(SEKCAM, "plh", "", CAMAT)
    assert title_on_paper(deputy, "Muara Tami", head="Kepala Distrik") == "Plh. KEPALA DISTRIK MUARA TAMI"


def test_who_may_sign_says_whom_he_replaces():
    absence = Absence("1", "sekcam", 0, 10, 0, deputies=[Deputy("kasi", "plh")])
    [found] = signing.signers("sekcam", ["plh"], "sktm", ALL, [absence], 5)
    assert (found.official, found.absent) == (KASI, SEKCAM)
