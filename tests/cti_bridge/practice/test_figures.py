"""What a queue counts."""

from cti_bridge.practice.centre import Centre
from cti_bridge.practice.figures import LIMITS, Figures
from tests.cti_bridge.practice.conftest import START


def test_the_limits_of_the_figures_are_within_not_below() -> None:
    figures = Figures()

    figures.count_answer(20.0)
    figures.count_answer(20.1)
    figures.count_abandon(5.0)
    figures.count_abandon(5.1)

    told = dict(figures.as_told())
    assert (told["offered"], told["answered"], told["abandoned"]) == (4, 2, 2)
    assert [told[f"answered_within_{limit}s"] for limit in LIMITS] == [0, 0, 1, 2, 2]
    assert [told[f"abandoned_within_{limit}s"] for limit in LIMITS] == [1, 2, 2, 2, 2]
    assert told["wait_seconds_of_answered"] == 40.1


def test_every_queue_tells_every_figure_from_the_start_and_more_within_a_longer_time() -> None:
    for queue in Centre(start=START, seed=1).queues:
        told = dict(queue.figures)

        for what in ("answered", "abandoned"):
            counts = [told[f"{what}_within_{limit}s"] for limit in LIMITS]
            assert counts == sorted(counts)
            assert counts[-1] <= told[what]
        assert told["signed_in"] == sum(count for state, count in queue.agents if state != "signed_out")
        assert told["handled"] == told["answered"]
        assert min(told[f"{what}_seconds"] for what in ("talk", "hold", "wrap_up")) > 0
