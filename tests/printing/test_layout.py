"""How text is fitted and pages are filled."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.printing import fonts
from counter_app.printing.arranged import Closed, Stack, Titled
from counter_app.printing.blocks import Gap, Mark, Text
from counter_app.printing.grid import Column, Grid, Row
from counter_app.printing.sheet import NewPage, paginate

SIZE, ROOM = 8, 90


def setup_module():
    fonts.load()


@given(st.text(alphabet=st.characters(codec="latin-1", categories=("L", "N", "P", "Zs")), max_size=120))
def test_a_fitted_text_is_never_wider_than_its_room(text):
    assert fonts.width(fonts.fitted(text, fonts.REGULAR, SIZE, ROOM), fonts.REGULAR, SIZE) <= ROOM


@given(st.text(alphabet="abcdefgh -/", max_size=200), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_no_more_than_allowed(text, most):
    lines = fonts.wrapped(text, fonts.REGULAR, SIZE, ROOM, most)
    assert 1 <= len(lines) <= most
    assert all(fonts.width(line, fonts.REGULAR, SIZE) <= ROOM for line in lines)


def test_a_long_number_breaks_behind_its_hyphen():
    assert fonts.wrapped("00123501-00124000", fonts.REGULAR, SIZE, 60, 2) == ["00123501-", "00124000"]


def grid(count):
    columns = [Column("Number", 0, "right"), Column("Name", 1, lines=2)]
    return Grid(columns, [Row((str(n), f"name {n}")) for n in range(count)])


def test_a_grid_gives_every_row_to_exactly_one_page():
    pages = paginate([Gap(30), grid(100)], 300, 200, 200)
    parts = [block for page in pages for block, _below in page if hasattr(block, "laid")]
    rows = [laid.row.cells[0] for part in parts for laid in part.laid]
    assert rows == [str(n) for n in range(100)]


def test_a_heading_goes_to_the_next_page_with_its_table():
    pages = paginate([Gap(180), Titled(Text("Heading"), grid(10))], 300, 200, 200)
    assert [len(page) for page in pages] == [1, 1]


def test_nothing_runs_over_the_edge_of_a_page():
    tall = Stack([Text("x")] * 100)
    for page in paginate([tall, NewPage(), tall], 300, 200, 200):
        for block, below in page:
            assert below + block.height(300) <= 200.1


def test_signatures_take_the_last_rows_with_them():
    for rows in range(8, 30):
        pages = paginate([Closed(grid(rows), Gap(80))], 300, 200, 200)
        last = pages[-1][0].block
        assert isinstance(last, Stack)
        assert len(last.blocks[0].laid) >= 1


def test_a_number_of_two_digits_does_not_touch_its_text():
    mark = Mark("Surat pernyataan", 9, "10.")
    assert mark._hang > fonts.width("10.", fonts.REGULAR, 9) + 3
