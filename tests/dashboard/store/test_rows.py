"""Single rows, by whatever key an address names."""

import pytest

from cti_bridge.floor.rows import Kind
from dashboard.store import rows

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("key", ["cisco:none", "cisco:\0", "\0:1001", ""])
def test_a_key_that_is_none_finds_nothing(key: str) -> None:
    assert rows.find(key.partition(":")[0], Kind.AGENT, key) is None
