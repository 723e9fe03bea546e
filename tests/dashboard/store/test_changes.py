"""A change's line: what it was, what it is, and never a secret."""

from datetime import UTC, datetime

from dashboard.models import Person, TrailLine
from dashboard.store.changes import EXCHANGED, HIDDEN, differing, note_change, veiled, whose

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SECRET = frozenset({"password"})


def test_what_stayed_is_left_out() -> None:
    assert differing({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == {"before": {"b": 2}, "after": {"b": 3, "c": 4}}


def test_what_was_not_there_and_what_is_gone_are_whole() -> None:
    assert differing(None, {"a": 1}) == {"before": None, "after": {"a": 1}}
    assert differing({"a": 1}, None) == {"before": {"a": 1}, "after": None}


def test_a_secret_is_seen_to_be_set_exchanged_and_gone_and_never_what_it_is() -> None:
    one, another, none = {"password": "sealed:one"}, {"password": "sealed:two"}, {"password": ""}

    assert veiled(none, one, SECRET) == ({"password": ""}, {"password": HIDDEN})
    assert veiled(one, another, SECRET) == ({"password": HIDDEN}, {"password": EXCHANGED})
    assert veiled(one, none, SECRET) == ({"password": HIDDEN}, {"password": ""})
    assert veiled(one, one, SECRET) == ({"password": HIDDEN}, {"password": HIDDEN})
    assert veiled(None, one, SECRET) == (None, {"password": HIDDEN})


def test_where_a_secret_is_kept_is_none() -> None:
    assert veiled({"password": "a"}, {"password": "env:P"}, SECRET) == ({"password": HIDDEN}, {"password": "env:P"})


def test_a_line_says_who_changed_what(ada: Person, lea: Person) -> None:
    note_change("person", whose(lea), by=ada, at=NOW, before={"role": "viewer"}, after={"role": "supervisor"})

    line = TrailLine.objects.get()
    assert (line.step, line.action, line.person, line.subject) == ("changed", "person", ada.pk, str(lea.pk))
    assert line.details == {"before": {"role": "viewer"}, "after": {"role": "supervisor"}}
