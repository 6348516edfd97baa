import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from counter_app.office import closures
from counter_app.office.closures import closed_days

EID = dt.date(2026, 3, 21)
EVE = dt.date(2026, 3, 20)


def test_eid_is_closed_and_joint_leave_only_where_the_office_takes_it():
    assert closed_days([2026], joint_leave=False)[EID] == "Hari Raya Idul Fitri"
    assert EVE not in closed_days([2026], joint_leave=False)
    assert closed_days([2026], joint_leave=True)[EVE] == "Cuti Bersama Hari Raya Idul Fitri"


def test_all_days_of_the_decree_for_2026_are_closed():
    assert len(closed_days([2026], joint_leave=False)) == 17
    assert len(closed_days([2026], joint_leave=True)) == 17 + 8


def test_only_the_years_asked_for_are_answered():
    assert {day.year for day in closed_days([2025, 2026], joint_leave=True)} == {2025, 2026}


def test_a_year_before_the_republic_has_no_closed_days():
    assert closed_days([1900], joint_leave=True) == {}


def test_threads_that_ask_at_the_same_time_import_one_after_the_other(monkeypatch):
    inside, most, together = [], [], Barrier(4)
    one_country = closures._one_country

    @contextmanager
    def seen():
        inside.append(1)
        most.append(len(inside))
        with one_country():
            yield
        inside.pop()

    def ask(year):
        together.wait()
        return closed_days([year], joint_leave=True)

    monkeypatch.setattr(closures, "_one_country", seen)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(1951, 1955)))
    assert [len(days) > 0 for days in found] == [True] * 4
    assert set(most) == {1}
