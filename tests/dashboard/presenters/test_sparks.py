"""The last hour as a line."""

import re

from dashboard.presenters.sparks import HEIGHT, WIDTH, path_of, spark


def test_it_goes_from_edge_to_edge_and_breaks_where_nobody_knows() -> None:
    path = path_of([0, 2, None, 4, 1])

    assert path.startswith("M0.0 ")
    assert path.count("M") == 2
    assert path.rpartition("L")[2].startswith(f"{WIDTH}.0 ")


def test_no_point_of_it_leaves_the_box() -> None:
    heights = [float(y) for y in re.findall(r" ([\d.]+)", path_of([0, 900, 3]))]

    assert min(heights) >= 0
    assert max(heights) <= HEIGHT


def test_one_who_waits_is_no_mountain() -> None:
    one = float(path_of([0, 1]).rpartition(" ")[2])

    assert one > HEIGHT / 2


def test_of_a_single_minute_there_is_no_line() -> None:
    assert not spark([None, 3, None]).path
    assert spark([1, 3]).words == "at most 3 waiting in the last hour"
