from counter_app.storage.tries import TriesBook

MINUTE = 60_000_000
NOW = 1_775_441_640_000_000


def wrong(book: TriesBook, times: int, staff: str = "siti") -> None:
    for _time in range(times):
        book.count(staff, NOW)


def test_five_wrong_tries_cost_nothing(tmp_path):
    book = TriesBook(tmp_path / "tries.json")
    wrong(book, 5)
    assert book.wait("siti", NOW) == 0


def test_each_further_try_doubles_the_wait_up_to_an_hour(tmp_path):
    book = TriesBook(tmp_path / "tries.json")
    wrong(book, 5)
    waits = []
    for _time in range(9):
        wrong(book, 1)
        waits.append(book.wait("siti", NOW))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_wait_passes_and_is_rounded_up(tmp_path):
    book = TriesBook(tmp_path / "tries.json")
    wrong(book, 7)
    assert book.wait("siti", NOW + MINUTE // 2) == 2
    assert book.wait("siti", NOW + MINUTE) == 1
    assert book.wait("siti", NOW + 2 * MINUTE) == 0


def test_a_clock_set_back_makes_no_wait_longer(tmp_path):
    book = TriesBook(tmp_path / "tries.json")
    wrong(book, 6)
    assert book.wait("siti", NOW - 1000 * MINUTE) == 1


def test_a_wait_of_before_the_clock_was_put_back_passes_too(tmp_path):
    book = TriesBook(tmp_path / "tries.json")
    wrong(book, 6)
    then = NOW - 20 * 24 * 60 * MINUTE
    assert book.wait("siti", then) == 1
    assert book.wait("siti", then + MINUTE) == 0


def test_tries_are_kept_over_a_restart_and_for_each_person(tmp_path):
    wrong(TriesBook(tmp_path / "tries.json"), 8)
    again = TriesBook(tmp_path / "tries.json")
    assert again.wait("siti", NOW) == 4
    assert again.wait("budi", NOW) == 0


def test_a_right_password_begins_again(tmp_path):
    book = TriesBook(tmp_path / "tries.json")
    wrong(book, 8)
    book.forget("siti")
    assert book.wait("siti", NOW) == 0


def test_a_damaged_file_is_moved_aside_and_counting_begins_again(tmp_path):
    (tmp_path / "tries.json").write_text("{")
    book = TriesBook(tmp_path / "tries.json")
    assert book.wait("siti", NOW) == 0
    assert (tmp_path / "tries.json.damaged-1").read_text() == "{"


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path):
    book = TriesBook(tmp_path / "gone" / "tries.json")
    book.count("siti", NOW)
    assert book.wait("siti", NOW) == 0
