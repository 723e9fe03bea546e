"""What a loop that failed leaves in the log."""

import logging

import pytest

from cti_bridge.errors import Retryable, StoreAway
from cti_bridge.faults import log_fault

log = logging.getLogger(__name__)


def test_a_fault_is_logged_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    log_fault(log, Retryable("The line is gone."), "%s could not be written", "cisco")

    (record,) = caplog.records
    assert record.getMessage() == "cisco could not be written"
    assert record.exc_info


def test_a_store_that_is_away_has_said_so_itself(caplog: pytest.LogCaptureFixture) -> None:
    log_fault(log, StoreAway("The database did not do it."), "%s could not be written", "cisco")

    assert not caplog.records
