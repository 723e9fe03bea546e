"""The trail only grows: whatever the database is asked, lines within the retention stand as they were written."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dashboard.models import Pruning, Site, TrailLine

pytestmark = pytest.mark.usefixtures("database")


def _line(*, days_old: int = 0) -> TrailLine:
    return TrailLine.objects.create(at=timezone.now() - timedelta(days=days_old), step="asked", action="ready")


def _refused(sql: str, *parameters: object) -> None:
    with (
        pytest.raises(DatabaseError, match="The trail only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)


def test_a_line_is_never_changed_however_old() -> None:
    _line()
    _line(days_old=5000)

    _refused("UPDATE dashboard_trailline SET why = 'nothing happened'")
    _refused(
        "UPDATE dashboard_trailline SET why = 'nothing happened' WHERE at < %s", timezone.now() - timedelta(days=400)
    )


STEPS = ("asked", "sent", "confirmed", "refused", "denied", "opened", "ended", "pruned")


def test_whatever_a_line_tells_of_none_of_its_columns_is_changed_and_it_is_not_removed_alone() -> None:
    for step in STEPS:
        TrailLine.objects.create(at=timezone.now(), step=step, action="listen", subject="cisco:1001")
    before = list(TrailLine.objects.order_by("pk").values())

    for line in TrailLine.objects.all():
        for column in (field.column for field in TrailLine._meta.concrete_fields):
            _refused(f"UPDATE dashboard_trailline SET {column} = {column} WHERE id = %s", line.pk)  # noqa: S608
        _refused("DELETE FROM dashboard_trailline WHERE id = %s", line.pk)

    assert list(TrailLine.objects.order_by("pk").values()) == before


def test_a_line_is_not_made_older_so_that_it_may_go() -> None:
    line = _line()

    _refused("UPDATE dashboard_trailline SET at = %s WHERE id = %s", timezone.now() - timedelta(days=400), line.pk)
    _refused("DELETE FROM dashboard_trailline WHERE id = %s", line.pk)


def test_one_statement_that_would_remove_old_and_young_removes_neither() -> None:
    _line(days_old=400)
    _line(days_old=1)

    _refused("DELETE FROM dashboard_trailline")

    assert TrailLine.objects.count() == 2


def test_the_line_about_a_pruning_stands_like_any_other() -> None:
    _line(days_old=400)

    call_command("prune_history")

    (pruned,) = TrailLine.objects.all()
    assert (pruned.step, pruned.details) == ("pruned", {"lines": 1, "days": 365})
    _refused("UPDATE dashboard_trailline SET details = '{}'")
    _refused("DELETE FROM dashboard_trailline")


def test_a_line_within_the_retention_is_never_removed() -> None:
    _line(days_old=364)

    _refused("DELETE FROM dashboard_trailline")

    assert TrailLine.objects.count() == 1


def test_the_sites_own_retention_counts() -> None:
    Site.objects.create(trail_days=10)
    old, young = _line(days_old=11), _line(days_old=9)

    call_command("prune_history")

    assert young in TrailLine.objects.all()
    assert old not in TrailLine.objects.all()


def test_nobody_but_a_pruning_removes_an_old_line() -> None:
    line = _line(days_old=5000)

    _refused("DELETE FROM dashboard_trailline WHERE id = %s", line.pk)
    call_command("prune_history")

    assert [one.step for one in TrailLine.objects.all()] == ["pruned"]
    assert not Pruning.objects.exists()


def test_a_line_is_not_replaced_under_its_number() -> None:
    line = _line()
    columns = "id, at, step, action, role, source, subject, team, why, details"
    values = "VALUES (%s, %s, 'asked', '', '', '', '', '', '', '{}')"
    replace = (
        f"INSERT OR REPLACE INTO dashboard_trailline ({columns}) {values}"
        if connection.vendor == "sqlite"
        else f"INSERT INTO dashboard_trailline ({columns}) {values} ON CONFLICT (id) DO UPDATE SET action = ''"
    )

    _refused(replace, line.pk, timezone.now())

    assert TrailLine.objects.get().action == "ready"


def test_the_table_is_not_emptied_at_once() -> None:
    _line()

    if connection.vendor == "sqlite":  # it has no TRUNCATE
        _refused("DELETE FROM dashboard_trailline")
        return
    _refused("TRUNCATE dashboard_trailline")
    _refused("TRUNCATE dashboard_follow, dashboard_trailline RESTART IDENTITY CASCADE")


def test_the_next_migration_makes_lost_triggers_again() -> None:
    table = "" if connection.vendor == "sqlite" else " ON dashboard_trailline"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER trail_kept{table}")

    call_command("migrate", verbosity=0)

    _line()
    _refused("DELETE FROM dashboard_trailline")
