"""What the codec makes of a message, for its tests."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from cti_bridge.connectors.xuc import messages as said
from cti_bridge.connectors.xuc.codec import decode
from cti_bridge.errors import BadMessage
from tests.cti_bridge.connectors.xuc.samples import frame

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

PARIS = timezone(timedelta(hours=2))
CALLBACK, CALLBACKS = "a967da84-bc41-4bf4-a4fc-2bcc54e11606", "b0849ac0-4f4a-4ed0-9386-53ab2afd94b1"
PERIOD = said.PreferredPeriod(
    uuid="d3270038-e20e-498a-af71-3cf69b5cc792", name="Afternoon", period_start=time(14), period_end=time(17)
)

REQUEST = said.CallbackRequest(
    uuid=CALLBACK,
    list_uuid=CALLBACKS,
    phone_number="0230210082",
    mobile_phone_number="0789654123",
    first_name="Alice",
    last_name="O'Neill",
    company="YourSociety",
    due_date=date(2016, 8, 1),
    preferred_period=PERIOD,
)


def read(name: str, payload: str) -> said.Heard:
    return decode(frame(name, payload))


def bad(text: str) -> BadMessage:
    with pytest.raises(BadMessage) as raised:
        decode(text)
    return raised.value
