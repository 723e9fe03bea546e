"""A server from its Debian package, on a free port of loopback, with files of its own: what all of them share."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar, Self

from tests.services.ports import free_port

HOST = "127.0.0.1"


class Server(ABC):
    """One server. Its port stays the same over `stop`, `kill` and `start`. Usable as a context manager."""

    name: ClassVar[str]
    ends_by: ClassVar[signal.Signals] = signal.SIGTERM
    dies_by: ClassVar[signal.Signals] = signal.SIGKILL

    def __init__(self) -> None:
        self.port = free_port()
        self.base = Path(tempfile.mkdtemp(prefix=f"{self.name.lower()}-"))
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def _command(self) -> list[str]:
        """What starts it."""

    @abstractmethod
    def _answers(self) -> bool:
        """Whether it speaks its protocol by now."""

    def _runs_as(self) -> dict[str, Any]:
        """More of how its process is started."""
        return {}

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None, f"{self.name} is not running"
        return self._process.pid

    def start(self, *, within: float = 30.0) -> Self:
        """Starts it, or starts it again on the same port; returns when it answers."""
        if self._process is not None:
            return self
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), stdout=log, stderr=log, start_new_session=True, **self._runs_as()
            )
        deadline = time.monotonic() + within
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{self.name} did not start: {self._log.read_text()[-2000:]}")
            time.sleep(0.03)
        return self

    def stop(self) -> None:
        """Ends it in order; who is connected is thrown out."""
        self._end(self.ends_by)

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        self._end(self.dies_by)

    def freeze(self) -> None:
        """It hangs when this returns, with each of its threads: ports accept, nothing answers."""
        os.kill(self.pid, signal.SIGSTOP)
        while not all(_stands(thread) for thread in Path(f"/proc/{self.pid}/task").iterdir()):
            time.sleep(0.002)

    def thaw(self) -> None:
        """It goes on."""
        os.kill(self.pid, signal.SIGCONT)

    def close(self) -> None:
        """Ends it and removes its files."""
        self.kill()
        shutil.rmtree(self.base, ignore_errors=True)

    def __enter__(self) -> Self:
        """Runs it."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Leaves nothing behind."""
        self.close()

    @property
    def _log(self) -> Path:
        return self.base / "log.txt"

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGCONT)  # a frozen one hears nothing else
        process.send_signal(how)
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=5)


def _stands(thread: Path) -> bool:
    """Whether this thread of a process stands still: stopped, or gone."""
    try:
        return (thread / "stat").read_text().rpartition(")")[2].split()[0] in "TZX"
    except (FileNotFoundError, ProcessLookupError):
        return True
