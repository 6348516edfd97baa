"""The windows call the office from several threads at once: no transaction runs into another."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

import pytest
from stories import KEY, Clock, Counter, first_events, nik

from counter_app.domain.settings import Settings
from counter_app.office.office import Office
from counter_app.storage import database, journal, projections
from counter_app.storage.database import writing

THREADS, TIMES = 4, 5


def found(path, clock):
    """Found an office in a file, as windows have it: one connection writes, one reads."""
    db = database.connect(path, KEY, create=True)
    known = Settings(name="Kecamatan Seberang Ulu II", city="Kota Palembang", region="16.71.03")
    with writing(db) as connection:
        for stream in journal.append(
            connection, first_events(known), counter="L1-test", clock=clock(), actor="x"
        ):
            projections.refold(connection, stream)
    return Office(db, database.reader(path, KEY), counter="L1-test", code="L1", clock=clock)


@pytest.fixture
def filed(tmp_path):
    """Return the counter of an office in a file."""
    clock = Clock()
    office = found(tmp_path / "counter.db", clock)
    yield Counter(office, clock)
    office.close()


@pytest.fixture(params=["memory", "file"])
def shared(request):
    """Return a counter whose office has one connection, then one whose office has two."""
    return request.getfixturevalue("desk" if request.param == "memory" else "filed")


def at_once(work):
    """Begin ``work(n)`` in every thread at the same moment; return what each returned."""
    barrier = Barrier(THREADS)

    def begin(n):
        barrier.wait(10)
        return [work(n, time) for time in range(TIMES)]

    with ThreadPoolExecutor(THREADS) as pool:
        return [answer for answers in pool.map(begin, range(THREADS)) for answer in answers]


def test_commands_and_questions_of_several_threads_take_turns(shared):
    def work(n, time):
        applicant = {"name": f"Warga {n}", "nik": nik(n * TIMES + time + 1)}
        done = shared.run("open_application", service="ktp_baru", applicant=applicant)
        number = done.ids["application"]
        shared.office.save_draft(f"screen {n}", number.encode())
        assert shared.show(number)["name"] == f"Warga {n}"
        assert number in [row["application"] for row in shared.ask("applications")]
        assert shared.office.draft(f"screen {n}") == number.encode()
        return number

    numbers = at_once(work)
    assert len(set(numbers)) == THREADS * TIMES
    assert list(journal.verify(shared.office.db.conn, "L1-test")) == []


def test_a_question_does_not_wait_for_a_command_that_is_at_work(filed):
    inside, go_on = Event(), Event()
    number = filed.opened("letter")
    main = filed.clock.now

    def clock():
        if not inside.is_set():
            inside.set()
            assert go_on.wait(10)
        return main

    filed.office._clock = clock
    writer = Thread(target=filed.run, args=("reveal_nik",), kwargs={"application": number})
    writer.start()
    assert inside.wait(10)
    shown = filed.show(number)
    assert [line["event"] for line in shown["timeline"]] == ["opened"]
    go_on.set()
    writer.join(10)
    assert [line["event"] for line in filed.show(number)["timeline"]] == ["opened", "nik_revealed"]
