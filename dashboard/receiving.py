"""Keeps daphne's sockets from taking in messages of any size, while ours to them may be as long as a floor is.

autobahn has one limit for both directions, and breaks off what it is to send beyond it (26.10, `sendMessage`): daphne's
own, of 1 MiB, is shorter than 5,000 agents told at once. So that one is off, and what comes is measured here.
"""

from typing import Any

NO_LIMIT = 0  # of autobahn's


def refuse_long_messages(protocol: Any, longest: int) -> None:
    """Changes one socket (autobahn's WebSocketServerProtocol): it ends at the frame that would make a message longer.

    That is before the contents of that frame are taken in. `longest` is in bytes.
    """
    begin = protocol.onMessageFrameBegin

    def begin_frame(length: int) -> None:
        begin(length)
        said = protocol.message_data_total_length
        if said > longest and not protocol.failedByMe:
            protocol._max_message_size_exceeded(said, longest, f"{said} bytes, and {longest} are the most")

    vars(protocol)["onMessageFrameBegin"] = begin_frame
