"""The morning's question: what stands still, since when, why, what frees it."""

import datetime as dt
from itertools import pairwise

import pytest

from counter_app.office.inputs import WrongField

MONDAY = "2026-04-06"


def board(desk, *, by="siti", **fields):
    return desk.ask("dashboard", by=by, **fields)


def day_sums(desk, date):
    """Return the sums of the daily report, which counts the same in another way."""
    rows = desk.ask("day", date=date).services
    names = ("received", "done", "returned", "collected", "open", "late")
    return tuple(sum(getattr(row, name) for row in rows) for name in names)


def sums(day):
    return (day.received, day.done, day.returned, day.collected, day.open, day.late)


def worked(desk):
    """Work through two weeks with everything that moves a count."""
    sent_back = desk.at("letter", "hand_over")
    desk.at("ktp", "print")
    desk.run("return_application", application=desk.opened("kk"))
    desk.clock.set("2026-04-08T09:00")
    collected = desk.at("letter", "hand_over")
    desk.run("hand_over_application", application=collected, receiver="Warga")
    rejected = desk.accepted("kk")
    desk.run("close_application", application=rejected, outcome="rejected", reason="palsu")
    desk.clock.set("2026-04-13T09:00")
    desk.run("send_back_application", application=sent_back, step="draft", reason="salah nama")
    desk.at("letter", "sign")
    desk.accepted("kk")


def test_an_office_without_work_has_an_empty_board(desk):
    found = board(desk)
    assert sums(found.today) == sums(found.yesterday) == (0,) * 6
    assert (found.weeks, found.stalled, found.wait_by_hour, found.missing, found.staff) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert [age.number for age in found.ages] == [0] * 5
    assert (found.errand.minutes, found.errand.standard) == (None, 12)
    assert (found.queue.waiting, found.queue.longest, found.queue.mean_wait) == (0, 0, None)


def test_today_and_the_working_day_before_count_as_the_daily_report_does(desk):
    worked(desk)
    found = board(desk)
    assert (found.today.date, found.yesterday.date) == (dt.date(2026, 4, 13), dt.date(2026, 4, 10))
    assert sums(found.today) == day_sums(desk, "2026-04-13") == (2, 0, 0, 0, 3, 0)
    assert sums(found.yesterday) == day_sums(desk, "2026-04-10")
    desk.clock.set("2026-05-20T09:00")
    assert board(desk).today.late == day_sums(desk, "2026-05-20")[5] == 3


def test_weeks_run_from_monday_and_end_with_what_was_open(desk):
    worked(desk)
    first, last = board(desk).weeks
    assert (first.first, last.first) == (dt.date(2026, 4, 6), dt.date(2026, 4, 13))
    assert (first.received, first.done, first.returned, first.open) == (4, 2, 1, 1)
    assert (last.received, last.done, last.returned, last.open) == (2, 0, 0, 3)
    for week, sunday in ((first, "2026-04-12"), (last, "2026-04-19")):
        assert week.open == day_sums(desk, sunday)[4]


def test_weeks_go_back_as_far_as_asked_and_no_further_than_the_first_application(desk):
    worked(desk)
    desk.clock.set("2026-05-20T09:00")
    weeks = board(desk).weeks
    assert len(weeks) == 7
    assert all(b.first - a.first == dt.timedelta(weeks=1) for a, b in pairwise(weeks))
    assert [week.first for week in board(desk, weeks=2).weeks] == [week.first for week in weeks[-2:]]
    with pytest.raises(WrongField, match="at least 1"):
        board(desk, weeks=0)


def test_what_stands_still_says_since_when_and_what_frees_it(desk):
    desk.at("ktp", "print")
    desk.at("letter", "sign")
    desk.run("expect_blangko", by="siti", kind="ktp_el", quantity=10, on="2026-04-20")
    desk.clock.set("2026-04-10T09:00")
    card, signature = board(desk).stalled
    assert (card.label, card.number, card.longest) == ("Waiting for blank cards", 1, 4)
    assert card.frees == "the delivery expected on 20 April 2026"
    assert (signature.label, signature.number, signature.longest) == ("Waiting for a signature", 1, 4)


def test_what_stands_still_is_what_the_daily_report_counts(desk):
    worked(desk)
    desk.at("ktp", "print")
    again = desk.at("letter", "hand_over")
    desk.run(
        "send_back_application", application=again, step="draft", reason="foto", citizen_needed=True
    )  # it was ready once, so it is no longer open
    rows = desk.ask("day", date="2026-04-13").stalled_rows
    assert [(r.cause, r.number, r.longest, r.frees) for r in board(desk).stalled] == [
        (r.cause, r.number, r.longest, r.frees) for r in rows
    ]


@pytest.mark.parametrize(
    ("now", "bucket"),
    [
        ("2026-04-06T15:00", 0),
        ("2026-04-07T09:00", 0),
        ("2026-04-08T09:00", 1),
        ("2026-04-13T09:00", 1),
        ("2026-04-14T09:00", 2),
        ("2026-04-20T23:00", 2),
        ("2026-04-21T09:00", 3),
        ("2026-05-05T09:00", 3),
        ("2026-05-06T09:00", 4),
        ("2027-05-06T09:00", 4),
    ],
)
def test_open_applications_stand_in_a_bucket_by_working_days(desk, now, bucket):
    desk.accepted("kk")
    desk.clock.set(now)
    assert [age.number for age in board(desk).ages] == [int(n == bucket) for n in range(5)]


def test_the_buckets_hold_all_that_is_open(desk):
    worked(desk)
    found = board(desk)
    assert sum(age.number for age in found.ages) == found.today.open
    spans = [(age.first, age.last) for age in found.ages]
    assert spans == [(0, 1), (2, 5), (6, 10), (11, 20), (21, None)]


def test_stock_stands_with_its_line_and_the_next_delivery(desk):
    desk.at("ktp", "print")
    desk.run("expect_blangko", by="siti", kind="ktp_el", quantity=10, on="2026-04-20")
    desk.run("receive_blangko", kind="kk", quantity=7)
    card, _kia, kk = board(desk).blangko
    assert (card.label, card.on_hand, card.waiting, card.printable) == ("KTP-el", 0, 1, 0)
    assert (card.next_delivery, card.next_quantity) == (dt.date(2026, 4, 20), 10)
    assert card.line_clears == dt.date(2026, 4, 20)
    assert (kk.on_hand, kk.next_delivery, kk.next_quantity, kk.line_clears) == (7, None, 0, None)


def absent(desk, official, *deputies):
    desk.run(
        "record_absence",
        by="siti",
        official=official,
        from_="2026-04-06",
        to="2026-04-08",
        reason="dinas luar",
        deputies=[{"official": who, "form": form} for who, form in deputies],
    )


def test_the_camat_signs_when_present(desk):
    desk.at("letter", "sign")
    desk.clock.set("2026-04-09T09:00")
    signing = board(desk).signing
    assert (signing.waiting, signing.oldest_days) == (1, 3)
    assert (signing.signs_today, signing.away) == ("Camat Hasan Basri", [])


@pytest.mark.parametrize(
    ("deputy", "words"),
    [
        (("sekcam", "plh"), "Plh. Camat Rina Wati"),
        (("sekcam", "an_sekcam"), "a.n. Camat, Sekretaris Camat Rina Wati"),
    ],
)
def test_a_deputy_signs_while_the_camat_is_away(desk, deputy, words):
    absent(desk, "camat", deputy)
    signing = board(desk).signing
    assert signing.signs_today == words
    [away] = signing.away
    assert (away.title, away.name, away.until) == ("Camat", "Hasan Basri", dt.date(2026, 4, 8))


def test_without_a_deputy_nobody_signs(desk):
    absent(desk, "camat")
    assert board(desk).signing.signs_today == ""


def issued(desk, at):
    desk.clock.set(f"{MONDAY}T{at}")
    return desk.run("issue_ticket", group="A").ids["ticket"]


def called(desk, at):
    desk.clock.set(f"{MONDAY}T{at}")
    ticket = desk.run("call_next").ids["ticket"]
    desk.run("finish_ticket", ticket=ticket)


def test_the_queue_says_who_waits_how_long_and_how_it_went_by_the_hour(desk):
    for at in ("08:00", "08:10", "09:00", "09:30"):
        issued(desk, at)
    for at in ("09:32", "09:34", "09:40"):
        called(desk, at)
    desk.clock.set(f"{MONDAY}T09:55")
    found = board(desk)
    assert (found.queue.waiting, found.queue.longest, found.queue.served) == (1, 25, 3)
    assert (found.queue.mean_wait, found.queue.p90_wait) == (72.0, 92.0)
    assert [(h.hour, h.tickets, h.mean_wait) for h in found.wait_by_hour] == [(8, 2, 88.0), (9, 1, 40.0)]


def test_a_queue_of_yesterday_is_over(desk):
    issued(desk, "08:00")
    desk.clock.set("2026-04-07T08:00")
    assert (board(desk).queue.waiting, board(desk).wait_by_hour) == (0, [])


def errand(desk, minutes):
    number = desk.opened("letter")
    desk.clock.advance(minutes=minutes)
    desk.complete(number)
    desk.run("accept_application", application=number)


def test_the_errand_is_the_median_of_those_who_never_had_to_go_home(desk):
    sent_home = desk.opened("letter")
    desk.run("return_application", application=sent_home)
    for minutes in (6, 8, 40):
        errand(desk, minutes)
    desk.complete(sent_home)
    desk.run("accept_application", application=sent_home)
    found = board(desk).errand
    assert (found.number, found.minutes, found.standard) == (3, 8.0, 12)


def test_the_five_most_often_missing_of_four_weeks(desk):
    for service in ("ktp", "letter", "letter"):
        desk.run("return_application", application=desk.opened(service))
    found = board(desk).missing
    assert len(found) == 5
    assert [row.times for row in found] == sorted((row.times for row in found), reverse=True)
    assert found == desk.ask("day", date=MONDAY).missing[:5]
    desk.clock.set("2026-05-03T09:00")
    assert board(desk).missing == found
    desk.clock.set("2026-05-04T09:00")
    assert board(desk).missing == []


@pytest.mark.parametrize(("by", "seen"), [("siti", ["Ani"]), ("camat", ["Ani"]), ("ani", [])])
def test_what_each_member_of_staff_did_is_for_supervisor_and_camat_only(desk, by, seen):
    desk.accepted("letter", by="ani")
    assert [row.name for row in board(desk, by=by).staff] == seen
