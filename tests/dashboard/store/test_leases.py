"""A lease's token tells people which bridge holds a source, and is that bridge's alone."""

import socket

import pytest

from dashboard.store import leases
from tests.dashboard.store.floors import CISCO, expire, holder


def test_two_bridges_of_one_process_have_two_tokens_that_fit_their_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "a-very-long-host-name-of-a-virtual-machine.example.com")
    monkeypatch.setattr(leases.os, "getpid", lambda: 4_194_304)

    one, other = leases.new_token(), leases.new_token()

    assert one != other
    assert max(len(one), len(other)) <= 40
    assert leases.in_words(one) == leases.in_words(other) == "a-very-long-host-name-o:4194304"


@pytest.mark.usefixtures("database")
def test_the_bridge_that_follows_a_source_is_named_while_its_lease_runs() -> None:
    holder(CISCO, token="web1:4711:1f9c2ab0")

    assert leases.holder("cisco") == "web1:4711"
    assert leases.holder("xivo") == ""
    expire("cisco")
    assert leases.holder("cisco") == ""
