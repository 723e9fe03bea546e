"""Calls from queues are recorded: a supervisor pauses a recording, and lets it go on."""

from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import Recording
from cti_bridge.practice.asking import Answer, Asking, Deed, nobody
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.hall import Hall


class Recordings:
    """Orders about the recording of the call that an agent is in, held or not."""

    def __init__(self, hall: Hall, asking: Asking) -> None:
        self._hall, self._asking = hall, asking

    def set(self, login: str, *, on: bool, answer: Answer = nobody) -> None:
        """Pauses it, or goes on with it. Refused at once, in words, where the agent is in no call that is recorded."""
        self._asking.soon(partial(self._setting, login, on), answer)

    def _setting(self, login: str, on: bool) -> Deed:
        seat = self._hall.seat(login)
        call = next((c for c in self._hall.calls.values() if c.recording and seat in c.seats), None)
        if call is None:
            raise CommandRefused(f"{seat.person.name} is in no call that is recorded.", code="INVALID_STATE")
        return partial(self._set, call, Recording.ON if on else Recording.PAUSED)

    def _set(self, call: PhoneCall, recording: Recording) -> None:
        call.recording = recording
        self._hall.tell_call(call)
