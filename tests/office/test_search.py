"""Finding applications by name, NIK and number, and the filters of the list."""

import pytest
from stories import nik

from counter_app.office.queries.stalls import UnknownChoice


def found(desk, text, **fields):
    return [row["name"] for row in desk.ask("applications", text=text, **fields)]


@pytest.fixture
def people(desk):
    """Return a counter where five people have opened applications, one after another."""
    for n, name in enumerate(
        ["Muhammad Rizki", "Siti Nurhaliza", "José Ramos-Horta", "Li Na", "Ahmad Al-Fatih"], start=1
    ):
        desk.opened("letter", name=name, nik=nik(n, born=f"0{n}0190"))
    return desk


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("rizki", ["Muhammad Rizki"]),
        ("HALIZA", ["Siti Nurhaliza"]),
        ("siti nur", ["Siti Nurhaliza"]),
        ("nur siti", ["Siti Nurhaliza"]),
        ("jose", ["José Ramos-Horta"]),
        ("José", ["José Ramos-Horta"]),
        ("ramos horta", ["José Ramos-Horta"]),
        ("al-fatih", ["Ahmad Al-Fatih"]),
        ("ahmad", ["Ahmad Al-Fatih"]),
        ("mad", ["Ahmad Al-Fatih", "Muhammad Rizki"]),
        ("l", ["Li Na"]),
        ("li", ["Li Na"]),
        ("a", ["Ahmad Al-Fatih"]),
        ("na", ["Li Na"]),
        ("s", ["Siti Nurhaliza"]),
        ("rizki siti", []),
        ("zzz", []),
    ],
)
def test_a_name_is_found_by_any_part_or_by_the_first_letters_of_a_word(people, text, names):
    assert found(people, text) == names


@pytest.mark.parametrize(
    ("text", "count"),
    [("-0003", 1), ("L1-2026", 5), ("l1-20260406-0004", 1), ("20260406", 5), ("0406-0002", 1)],
)
def test_a_number_is_found_by_any_part(people, text, count):
    assert len(found(people, text)) == count


def test_a_part_of_a_nik_needs_six_digits(people):
    whole = nik(2, born="020190")
    assert found(people, whole) == ["Siti Nurhaliza"]
    assert found(people, whole[6:12]) == ["Siti Nurhaliza"]
    assert found(people, whole[6:11]) == []
    assert found(people, "167103 020190 0002") == ["Siti Nurhaliza"]
    assert len(found(people, "167103")) == 5


def test_the_newest_come_first_and_pages_follow(people):
    assert found(people, "") == [
        "Ahmad Al-Fatih",
        "Li Na",
        "José Ramos-Horta",
        "Siti Nurhaliza",
        "Muhammad Rizki",
    ]
    assert found(people, "", limit=2, offset=1) == ["Li Na", "José Ramos-Horta"]
    assert found(people, "L1-2026", limit=1) == ["Ahmad Al-Fatih"]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "%",
        "_",
        "%%%",
        "___",
        "*",
        "riz*",
        "a OR b",
        "NEAR(riz)",
        "name : riz",
        "-",
        "--",
        "()",
        "½",
        "🙂",
        "§§",
        "{}",
        "\\",
    ],
)
def test_special_characters_are_just_text(people, text):
    assert isinstance(found(people, text), list)
    assert len(found(people, text)) < 5


def test_wildcards_match_nothing_but_themselves(people):
    assert found(people, "R%I") == []
    assert found(people, "Ri_ki") == []


def test_filters_narrow_the_list(people):
    card = people.at("ktp", "print")
    assert [r["application"] for r in people.ask("applications", service="ktp_baru")] == [card]
    assert [r["application"] for r in people.ask("applications", state="in_process")] == [card]
    assert [r["application"] for r in people.ask("applications", stalled=True)] == [card]
    assert [r["stalls"] for r in people.ask("applications", stalled="blangko")] == [["blangko"]]
    assert people.ask("applications", stalled="agency") == []
    assert len(people.ask("applications", state="open")) == 6
    assert len(people.ask("applications", from_="2026-04-06", to="2026-04-06")) == 6
    assert people.ask("applications", from_="2026-04-07") == []
    assert found(people, "warga", state="in_process") == ["Warga 6"]


def test_a_filter_that_does_not_exist_is_refused_with_those_that_do(people):
    with pytest.raises(UnknownChoice, match="checking, returned"):
        people.ask("applications", state="done")
    for name, field in (("applications", "stalled"), ("stalls", "cause")):
        with pytest.raises(UnknownChoice, match="citizen, blangko"):
            people.ask(name, **{field: "macet"})


def test_a_row_shows_the_citizen_behind_a_mask(people):
    row = people.ask("applications", text="siti")[0]
    assert row == {
        "application": "L1-20260406-0002",
        "service": "surat_pengantar",
        "label": "Cover letter (general)",
        "name": "Siti Nurhaliza",
        "nik": "1671********0002",
        "kelurahan": "",
        "shelf": "",
        "state": "checking",
        "current": [],
        "responsible": "ani",
        "responsible_name": "Ani",
        "opened": "2026-04-06T08:00:00+07:00",
        "due": None,
        "ready": None,
        "collected": None,
        "closed": None,
        "late": False,
        "stalls": [],
        "stall": None,
    }
