"""Who may sign, as what, while officials are away; the folder and its stalls."""

import pytest

from counter_app.domain import life, signing
from counter_app.domain.calendar import EndsBeforeItBegins, NoDate, UnlikelyDate
from counter_app.domain.reason import ReasonNeeded
from counter_app.domain.signing import UnknownOfficial
from counter_app.office.catalogue import UnknownService
from counter_app.office.commands.process import EmptyList
from counter_app.office.commands.signing import UnknownRecord


def away(
    desk, official="camat", *, begin="2026-04-06", end="2026-04-10", by="siti", deputies=(), why="diklat"
):
    fields = {"official": official, "from_": begin, "to": end, "reason": why}
    deputies = [
        d if isinstance(d, dict) else dict(zip(("official", "form"), d, strict=True)) for d in deputies
    ]
    return desk.run("record_absence", by=by, deputies=deputies, **fields).ids["absence"]


def sign(desk, *numbers, by="ani", official="camat", **fields):
    return desk.run("sign_applications", by=by, applications=list(numbers), official=official, **fields)


def signed(desk, number):
    return next(x["note"] for x in desk.show(number)["timeline"] if x["event"] == "step_signed")


def test_the_camat_signs_the_whole_folder_at_once(desk):
    numbers = [desk.at("letter", "sign") for _n in range(3)]
    sign(desk, *numbers, by="camat")
    assert [desk.show(n)["current"] for n in numbers] == [["register"]] * 3
    assert signed(desk, numbers[0]) == "Hasan Basri (CAMAT SEBERANG ULU II)"
    assert desk.ask("day", date="2026-04-06").signing.signed_by == {"Hasan Basri": 3}
    desk.run("retire_official", by="siti", official="camat")
    assert desk.ask("day", date="2026-04-06").signing.signed_by == {"Hasan Basri": 3}


def test_the_folder_is_listed_oldest_first_with_working_days(desk):
    first = desk.at("letter", "sign")
    desk.clock.set("2026-04-13T08:00")
    second = desk.at("domisili", "sign")
    folder = desk.ask("signing_folder")
    assert [(r["application"], r["working_days"]) for r in folder] == [(first, 5), (second, 0)]
    assert folder[0]["deputies"] == ["plh", "plt", "an_sekcam", "an_kasi"]


def test_one_file_that_does_not_fit_leaves_the_whole_batch_unsigned(desk):
    ready, early = desk.at("letter", "sign"), desk.accepted("letter")
    before = desk.entries()
    with pytest.raises(life.StepNotCurrent):
        sign(desk, ready, early)
    assert desk.entries() == before


def test_an_empty_folder_is_not_signed(desk):
    with pytest.raises(EmptyList):
        sign(desk)


def test_a_file_named_twice_is_signed_once(desk):
    number = desk.at("letter", "sign")
    before = desk.entries()
    sign(desk, number, number)
    assert desk.entries() == before + 1


def test_somebody_without_the_right_is_refused_with_who_may(desk):
    with pytest.raises(signing.MayNotSign, match="May sign: Hasan Basri"):
        sign(desk, desk.at("letter", "sign"), official="sekcam")
    with pytest.raises(UnknownOfficial, match="camat, kasi, sekcam"):
        sign(desk, desk.at("letter", "sign"), official="lurah")


def test_nobody_signs_who_is_away(desk):
    number = desk.at("letter", "sign")
    away(desk)
    with pytest.raises(signing.OfficialAway, match="nobody may sign instead"):
        sign(desk, number)


def test_without_a_deputy_the_folder_stands_still_until_the_return(desk):
    number = desk.at("letter", "sign")
    desk.clock.advance(minutes=60)
    away(desk, begin="2026-04-06T08:30", end="2026-04-10")
    [stall] = desk.ask("stalls")
    assert (stall["cause"], stall["application"]) == ("signature", number)
    assert stall["since"] == "2026-04-06T08:30:00+07:00"
    assert stall["until"] == "2026-04-10T23:59:59+07:00"
    assert desk.ask("signing_folder")[0]["stalled"] is True


def test_a_file_that_comes_to_a_camat_who_is_away_stalls_from_its_coming(desk):
    away(desk, end="2026-04-10T12:00")
    desk.clock.set("2026-04-07T09:00")
    desk.at("letter", "sign")
    [stall] = desk.ask("stalls")
    assert (stall["since"], stall["until"]) == ("2026-04-07T09:00:00+07:00", "2026-04-10T12:00:00+07:00")


def test_a_deputy_keeps_the_folder_moving_and_signs_as_such(desk):
    number = desk.at("letter", "sign")
    away(desk, deputies=[{"official": "sekcam", "form": "plh", "letter": "800/12"}])
    assert desk.ask("stalls") == []
    sign(desk, number, official="sekcam")
    assert signed(desk, number) == "Rina Wati (Plh. CAMAT SEBERANG ULU II)"
    assert desk.ask("day", date="2026-04-06").signing.signed_by == {"Rina Wati (Plh.)": 1}


def test_a_form_that_the_service_does_not_allow_is_refused(desk):
    desk.run("receive_blangko", kind="kk", quantity=1)
    number = desk.at("kk", "sign")
    away(desk, deputies=[("sekcam", "an_sekcam")])
    assert desk.causes(number) == ["signature"]
    with pytest.raises(signing.FormNotAllowed):
        sign(desk, number, official="sekcam", form="an_sekcam")
    with pytest.raises(signing.MayNotSign):
        sign(desk, number, official="sekcam")


def test_the_kasi_signs_only_while_the_sekcam_is_away_too(desk):
    number = desk.at("letter", "sign")
    away(desk, deputies=[("kasi", "an_kasi")])
    with pytest.raises(signing.MayNotSign):
        sign(desk, number, official="kasi")
    away(desk, "sekcam")
    sign(desk, number, official="kasi")
    assert signed(desk, number) == "Dewi Lestari (a.n. CAMAT SEBERANG ULU II KASI PELAYANAN)"


def test_a_deputy_who_is_away_too_signs_nothing(desk):
    number = desk.at("letter", "sign")
    away(desk, deputies=[("sekcam", "plh")])
    away(desk, "sekcam")
    assert desk.causes(number) == ["signature"]
    with pytest.raises(signing.OfficialAway):
        sign(desk, number, official="sekcam")


def test_a_mandate_for_some_services_covers_no_others(desk):
    letter, residence = desk.at("letter", "sign"), desk.at("domisili", "sign")
    away(desk, deputies=[{"official": "sekcam", "form": "plh", "services": ["surat_pengantar"]}])
    assert (desk.causes(letter), desk.causes(residence)) == ([], ["signature"])
    sign(desk, letter, official="sekcam")
    with pytest.raises(signing.MayNotSign):
        sign(desk, residence, official="sekcam")


def test_several_deputies_may_sign_each_in_a_form_of_their_own(desk):
    number = desk.at("letter", "sign")
    away(desk, deputies=[("sekcam", "an_sekcam"), ("sekcam", "plh")])
    sign(desk, number, official="sekcam", form="plh")
    assert "Plh." in signed(desk, number)


def named(desk):
    """Return who can be named as the signer now, in order: who, in which form, for whom."""
    return [(one["official"], one["form"], one["absent"]) for one in desk.ask("signers")]


def test_the_camat_is_named_first_and_while_away_the_deputies(desk):
    assert named(desk)[0] == ("camat", "", "")
    away(desk, deputies=[("sekcam", "plh"), ("kasi", "an_kasi")])
    assert named(desk) == [("sekcam", "plh", "camat"), ("kasi", "", "")]  # a.n. only without the sekcam


def test_only_the_absence_that_counts_names_deputies(desk):
    away(desk, end="2026-04-30", deputies=[("sekcam", "plh")])
    desk.clock.advance(minutes=1)
    away(desk, end="2026-04-07")
    assert [form for _who, form, _absent in named(desk)] == ["", ""]


def test_of_overlapping_absences_the_latest_recorded_counts(desk):
    number = desk.at("letter", "sign")
    away(desk, end="2026-04-30", deputies=[("sekcam", "plh")])
    desk.clock.advance(minutes=1)
    later = away(desk, end="2026-04-07")
    assert desk.causes(number) == ["signature"]
    desk.run("end_absence", by="siti", absence=later)
    desk.clock.advance(minutes=1)
    assert desk.causes(number) == []
    sign(desk, number, official="sekcam")


def test_an_absence_covers_the_whole_day_of_a_bare_date(desk):
    away(desk, begin="2026-04-07", end="2026-04-07")
    number = desk.at("letter", "sign")
    for moment, stalled in (
        ("2026-04-06T23:59", False),
        ("2026-04-07T00:00", True),
        ("2026-04-07T23:59", True),
        ("2026-04-08T00:00", False),
    ):
        desk.clock.set(moment)
        causes = {stall["cause"]: stall["until"] for stall in desk.show(number)["stalls"]}
        assert (causes.get("signature") is not None) is stalled


def test_an_absence_that_ended_early_no_longer_counts(desk):
    number, absence = desk.at("letter", "sign"), away(desk)
    desk.clock.advance(minutes=10)
    desk.run("end_absence", by="camat", absence=absence)
    sign(desk, number)
    with pytest.raises(UnknownRecord):
        desk.run("end_absence", by="siti", absence=absence)


def test_a_camat_who_is_here_but_slow_stalls_the_folder_after_a_working_day(desk):
    number = desk.at("letter", "sign")
    desk.clock.set("2026-04-07T16:00")
    assert desk.causes(number) == []
    desk.clock.advance(minutes=1)
    [stall] = desk.show(number)["stalls"]
    assert (stall["cause"], stall["since"], stall["until"]) == (
        "signature",
        "2026-04-06T08:00:00+07:00",
        None,
    )
    sign(desk, number)


def test_the_patience_is_the_offices_own(desk):
    desk.run("change_settings", by="siti", settings={"patience_days": 3})
    number = desk.at("letter", "sign")
    desk.clock.set("2026-04-09T16:00")
    assert desk.causes(number) == []
    desk.clock.set("2026-04-09T16:01")
    assert desk.causes(number) == ["signature"]
    assert desk.ask("signing_folder")[0]["stalled"] is True


def test_a_post_without_an_official_signs_nothing_and_nobody_knows_until_when(desk):
    number = desk.at("letter", "sign")
    desk.run("retire_official", by="siti", official="camat")
    [stall] = desk.show(number)["stalls"]
    assert (stall["cause"], stall["until"]) == ("signature", None)


@pytest.mark.parametrize(
    ("begin", "end", "error"),
    [
        ("2026-04-10", "2026-04-06", EndsBeforeItBegins),
        ("2026-04-06", "2099-04-10", UnlikelyDate),
        ("2099-04-06", "2099-04-10", UnlikelyDate),
        ("2026-04-06T12:00", "2026-04-06T12:00", EndsBeforeItBegins),
        ("besok", "2026-04-06", NoDate),
        ("2026-02-30", "2026-04-06", NoDate),
        ("2026-04-06", "2026-04-06T25:00", NoDate),
        ("", "2026-04-06", NoDate),
        ("2026-04-06", "9999-12-31", UnlikelyDate),
        ("0001-01-01", "2026-04-06", UnlikelyDate),
    ],
)
def test_a_time_that_cannot_be_is_refused(desk, begin, end, error):
    before = desk.entries()
    with pytest.raises(error):
        away(desk, begin=begin, end=end)
    assert desk.entries() == before


def test_a_date_without_hyphens_is_the_whole_day_too(desk):
    away(desk, begin="20260407", end="20260407")
    [absence] = desk.ask("absences")
    assert (absence["from"], absence["to"]) == ("2026-04-07T00:00:00+07:00", "2026-04-07T23:59:59+07:00")


def test_an_absence_names_people_and_services_that_exist_and_a_reason(desk):
    with pytest.raises(UnknownOfficial):
        away(desk, "lurah")
    with pytest.raises(UnknownOfficial):
        away(desk, deputies=[("lurah", "plh")])
    with pytest.raises(UnknownService):
        away(desk, deputies=[{"official": "sekcam", "form": "plh", "services": ["ktp"]}])
    with pytest.raises(ReasonNeeded):
        away(desk, why=" ")


def test_who_is_away_stands_in_the_list_of_officials(desk):
    away(desk, end="2026-04-10")
    rows = {row["id"]: row["away_until"] for row in desk.ask("officials")}
    assert rows == {"camat": "2026-04-10T23:59:59+07:00", "sekcam": None, "kasi": None}


def test_the_folder_says_who_may_sign_each_file_now(desk):
    letter, heirs = desk.at("letter", "sign"), desk.at("ahli_waris", "sign")
    assert [r["may"] for r in desk.ask("signing_folder")] == [[{"official": "camat", "form": ""}]] * 2
    away(desk, deputies=[("sekcam", "an_sekcam")])
    may = {r["application"]: r["may"] for r in desk.ask("signing_folder")}
    assert may == {letter: [{"official": "sekcam", "form": "an_sekcam"}], heirs: []}


def test_what_waits_for_initials_is_listed_oldest_first(desk):
    second = desk.accepted("letter")
    first = desk.at("letter", "initial")
    desk.clock.set("2026-04-08T08:00")
    desk.to_step(second, "initial")
    rows = desk.ask("initials")
    assert [(r["application"], r["step"], r["working_days"]) for r in rows] == [
        (first, "initial", 2),
        (second, "initial", 0),
    ]
    assert [r["application"] for r in desk.ask("initials", limit=1, offset=1)] == [second]
    desk.step(first, "initial")
    assert [r["application"] for r in desk.ask("initials")] == [second]


def test_who_came_back_early_is_not_away_for_the_rest_of_the_day(desk):
    absence = away(desk, end="2026-04-08")
    desk.clock.set("2026-04-07T09:00")
    desk.run("end_absence", by="siti", absence=absence)
    days = {r["date"]: r["away"] for r in desk.ask("office_days")}
    assert [days[f"2026-04-0{n}"] for n in (6, 7, 8)] == [["camat"], [], []]


def test_a_month_shows_closed_days_with_their_reason_and_who_is_away(desk):
    desk.run(
        "change_settings", by="siti", settings={"closures": [{"date": "2026-04-09", "reason": "Banjir"}]}
    )
    away(desk, begin="2026-04-07", end="2026-04-08")
    away(desk, "kasi", begin="2026-04-08T13:00", end="2026-04-08T15:00")
    days = {r["date"]: r for r in desk.ask("office_days", from_="2026-04-01", to="2026-04-30")}
    assert len(days) == 30
    assert days["2026-04-06"] == {
        "date": "2026-04-06",
        "working": True,
        "working_day_before": "2026-04-02",
        "closed": "",
        "away": [],
    }
    assert (days["2026-04-03"]["working"], days["2026-04-03"]["closed"]) == (False, "Wafat Yesus Kristus")
    assert (days["2026-04-09"]["working"], days["2026-04-09"]["closed"]) == (False, "Banjir")
    assert [days[f"2026-04-0{n}"]["away"] for n in (6, 7, 8, 9)] == [[], ["camat"], ["camat", "kasi"], []]
    assert desk.ask("office_days") == list(days.values())


def test_the_daily_report_names_no_deputy_who_is_away(desk):
    away(desk, deputies=[("sekcam", "an_sekcam")])
    assert "(" in desk.ask("daily_report", date="2026-04-06").camat
    away(desk, official="sekcam", end="2026-04-07")
    assert "(" not in desk.ask("daily_report", date="2026-04-06").camat
