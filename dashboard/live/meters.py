"""What the live floor counts of itself, for `/metrics`. Numbers of this process only."""

from prometheus_client import Counter, Gauge, Histogram

SOCKETS = Gauge("floorwalker_sockets", "Open sockets of the floor.")
FRAMES = Counter("floorwalker_frames", "Frames sent to browsers.")
ROWS = Counter("floorwalker_frame_rows", "Rows sent to browsers, in all frames.")
BYTES = Counter("floorwalker_frame_bytes", "Bytes of frames sent to browsers.")
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
