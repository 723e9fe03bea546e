"""Has Twisted's transports write at once: what a frame to one of a thousand sockets costs on daphne, less a third.

Twisted first asks the reactor when it may write: two changes of what epoll watches and a turn of the loop for each
write, even to a line that is free. Tried at once, only the rest of what a slow line does not take has to wait.
"""

from typing import Any


def write_at_once(transport: Any) -> None:
    """Changes one transport (twisted.internet.abstract.FileDescriptor); how it waits stays as it was."""
    wait = transport.startWriting

    def start_writing() -> None:
        is_waiting, is_something = bool(transport.dataBuffer), bool(transport._tempDataBuffer)
        if is_waiting or not is_something or transport.doWrite() is not None or transport.dataBuffer:
            wait()  # a lost line too: the reactor finds it lost again, and ends it

    transport.startWriting = start_writing
