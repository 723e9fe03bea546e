"""The processes of a measurement: each started here, ended here by its own id, and its CPU read from /proc."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_TICKS = os.sysconf("SC_CLK_TCK")


def busy_seconds() -> float:
    """CPU time that all of this machine has used so far, whoever it was for (proc(5), /proc/stat)."""
    user, nice, system, _idle, _waiting, *others = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + sum(others)) / _TICKS


class Machine:
    """Whose CPU time it was, since this was made: this process's with all that it started, or other programs'."""

    def __init__(self) -> None:
        self._began = time.monotonic(), busy_seconds(), family_seconds()

    def strangers(self) -> float:
        """CPU, in cores, that other programs took."""
        began, busy, ours = self._began
        theirs = (busy_seconds() - busy) - (family_seconds() - ours)
        return max(0.0, round(theirs / (time.monotonic() - began), 2))


def family_seconds() -> float:
    """CPU time of this process and of all that descend from it, those that have ended included."""
    stats = [_stat(folder) for folder in Path("/proc").glob("[0-9]*")]
    children: dict[int, list[tuple[int, float]]] = {}
    for pid, parent, seconds in filter(None, stats):
        children.setdefault(parent, []).append((pid, seconds))
    mine = _stat(Path("/proc/self"))
    assert mine is not None
    total, family = mine[2], [mine[0]]
    while family:
        for pid, seconds in children.get(family.pop(), ()):
            total += seconds
            family.append(pid)
    return total


def _stat(folder: Path) -> tuple[int, int, float] | None:
    """A process's id, its parent's, and its CPU time with that of its ended children; None when it has just ended."""
    try:
        before, _, after = (folder / "stat").read_text().rpartition(")")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = after.split()
    return int(before.split(" ", 1)[0]), int(fields[1]), sum(map(int, fields[11:15])) / _TICKS


class Process:
    """One Python process, from its start until the `with` around it ends. What it prints goes to a file."""

    def __init__(self, *words: str, environment: Mapping[str, str], log: Path) -> None:
        self.words = words
        self.log = log
        with log.open("ab") as out:
            self._popen = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, stdout=out, stderr=out)

    @property
    def cpu_seconds(self) -> float:
        """CPU time that it has used so far, in user and kernel mode."""
        fields = Path(f"/proc/{self._popen.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def wait_for(self, condition: Callable[[], bool], what: str, within: float = 60.0) -> None:
        """Returns when the condition holds. Raises RuntimeError, with what it printed, when it ends or takes longer."""
        until = time.monotonic() + within
        while not condition():
            if self._popen.poll() is not None or time.monotonic() > until:
                printed = self.log.read_text(errors="replace")[-2000:]
                raise RuntimeError(f"{what}: not within {within:g} s by {' '.join(self.words)}\n{printed}")
            time.sleep(0.02)

    def wait_to_say(self, words: str, within: float = 60.0) -> None:
        """Returns when it has printed these words."""
        self.wait_for(lambda: words in self.log.read_text(errors="replace"), f"to say “{words}”", within)

    def wait_to_answer(self, url: str, within: float = 30.0) -> None:
        """Returns when the address answers, whatever it answers."""
        self.wait_for(lambda: _answers(url), f"to answer at {url}", within)

    def wait_to_end(self, within: float) -> str:
        """What it printed, once it has ended by itself. Raises RuntimeError when it failed, or takes longer."""
        try:
            failed = self._popen.wait(within) != 0
        except subprocess.TimeoutExpired:
            failed = True
        printed = self.log.read_text(errors="replace")
        if failed:
            raise RuntimeError(f"{' '.join(self.words)} did not end well:\n{printed[-2000:]}")
        return printed

    def end(self) -> None:
        """Ends it in order, or, after ten seconds, at once."""
        if self._popen.poll() is None:
            self._popen.send_signal(signal.SIGTERM)
            try:
                self._popen.wait(10)
            except subprocess.TimeoutExpired:
                self._popen.kill()
                self._popen.wait(10)

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - loopback
            return True
    except urllib.error.HTTPError:
        return True
    except (urllib.error.URLError, OSError):
        return False
