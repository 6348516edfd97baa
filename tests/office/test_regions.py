"""The kecamatan that the program knows."""

import pytest

from counter_app.office.regions import matching, region, regions


def names(text):
    return [one.name for one in matching(text)]


def test_the_list_has_every_kecamatan_of_palembang_as_it_stands_today():
    assert len(regions()) == 18
    assert len({one.code for one in regions()}) == 18
    assert {one.city for one in regions()} == {"Kota Palembang"}
    assert all(one.kelurahan for one in regions())


def test_a_kecamatan_has_its_kelurahan_without_those_that_were_split_off():
    assert region("16.71.03").kelurahan[-2:] == ("Tangga Takat", "Sentosa")
    assert "8 Ulu" not in region("16.71.02").kelurahan
    assert "8 Ulu" in region("16.71.17").kelurahan
    assert region("16.71.03").office == "Kecamatan Seberang Ulu II"
    assert region("32.73.01") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("seb ulu", ["Seberang Ulu I", "Seberang Ulu II"]),
        ("Kecamatan Plaju", ["Plaju"]),
        ("16.71.03", ["Seberang Ulu II"]),
        ("167114", ["Plaju"]),
        ("sentosa", ["Seberang Ulu II"]),
        ("erang", []),
        ("32.73", []),
    ],
)
def test_a_kecamatan_is_found_by_words_by_code_or_by_a_kelurahan(text, found):
    assert names(text) == found


def test_the_own_name_comes_before_a_kelurahan_of_the_name():
    assert names("sako")[0] == "Sako"
    assert names("gandus") == ["Gandus"]
    assert len(matching(" ")) == 18


def test_the_office_names_its_own_kelurahan(desk, found):
    assert desk.ask("kelurahan", by="ani")[0] == "11 Ulu"
    desk.run("change_settings", by="siti", settings={"region": "32.73.01"})
    assert desk.ask("kelurahan") == []
