"""The trail only grows: whatever the database is asked, lines within the retention stand as they were written."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dashboard.models import Site, TrailLine

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


def test_a_line_within_the_retention_is_never_removed() -> None:
    _line(days_old=364)

    _refused("DELETE FROM dashboard_trailline")

    assert TrailLine.objects.count() == 1


def test_the_sites_own_retention_counts() -> None:
    Site.objects.create(trail_days=10)
    old, young = _line(days_old=11), _line(days_old=9)

    TrailLine.objects.filter(pk=old.pk).delete()

    _refused("DELETE FROM dashboard_trailline")
    assert list(TrailLine.objects.all()) == [young]


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

    _refused("DELETE FROM dashboard_trailline" if connection.vendor == "sqlite" else "TRUNCATE dashboard_trailline")


def test_the_next_migration_makes_lost_triggers_again() -> None:
    table = "" if connection.vendor == "sqlite" else " ON dashboard_trailline"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER trail_kept{table}")

    call_command("migrate", verbosity=0)

    _line()
    _refused("DELETE FROM dashboard_trailline")
