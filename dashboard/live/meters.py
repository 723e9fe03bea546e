"""What the live floor counts of itself, for `/metrics`. Numbers of this process only."""

from collections.abc import Iterator

from prometheus_client import REGISTRY, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector


class Told(Collector):
    """What sockets were told. Plain numbers, of the hub's thread: counters with locks would cost as much as a frame."""

    def __init__(self) -> None:
        self.frames = self.rows = self.bytes = 0

    def add(self, rows: int, size: int) -> None:
        """One frame more, of so many rows and bytes."""
        self.frames += 1
        self.rows += rows
        self.bytes += size

    def collect(self) -> Iterator[CounterMetricFamily]:
        """For the registry."""
        yield CounterMetricFamily("floorwalker_frames", "Frames sent to browsers.", self.frames)
        yield CounterMetricFamily("floorwalker_frame_rows", "Rows sent to browsers, in all frames.", self.rows)
        yield CounterMetricFamily("floorwalker_frame_bytes", "Bytes of frames sent to browsers.", self.bytes)


TOLD = Told()
REGISTRY.register(TOLD)
SOCKETS = Gauge("floorwalker_sockets", "Open sockets of the floor.")
CLOSED = Counter("floorwalker_sockets_closed", "Sockets that the server closed, by close code.", ["code"])
REFRESH = Histogram(
    "floorwalker_cache_refresh_seconds",
    "Reading and presenting what changed.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
LAG = Histogram(
    "floorwalker_row_lag_seconds",
    "From the commit of the oldest row of a frame to the frame, by the clocks of the database and of this machine.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
HINT_FAILURES = Counter("floorwalker_hint_failures", "Hints that the channel layer did not take in time.")
