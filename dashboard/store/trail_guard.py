"""Triggers that let the trail only grow, made again after every migration (architecture.md, How truth travels, 8).

They refuse UPDATE always, DELETE within the retention that the Site names, any DELETE but a pruning's own
(`dashboard.models.Pruning`), and TRUNCATE. Again each time, because SQLite loses a table's triggers when a migration
remakes the table.
"""

from django.apps import AppConfig
from django.db import connections

REFUSAL = "The trail only grows: this line may not be changed or removed."
DEFAULT_DAYS = 365  # as dashboard.models.Site has it: for a site without a row

_KEPT_DAYS = f"COALESCE((SELECT trail_days FROM dashboard_site WHERE id = 1), {DEFAULT_DAYS})"  # noqa: S608

_IS_PRUNING = "EXISTS (SELECT 1 FROM dashboard_pruning)"

_SQLITE = {
    "trail_never_updated": "BEFORE UPDATE ON dashboard_trailline",
    # REPLACE would delete the old line without asking the trigger on DELETE.
    "trail_never_replaced": "BEFORE INSERT ON dashboard_trailline"
    " WHEN EXISTS (SELECT 1 FROM dashboard_trailline WHERE id = NEW.id)",
    "trail_kept": "BEFORE DELETE ON dashboard_trailline"
    f" WHEN NOT {_IS_PRUNING} OR OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || {_KEPT_DAYS} || ' days')",
}

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF {_IS_PRUNING} AND OLD.at <= clock_timestamp() - make_interval(days => {_KEPT_DAYS}) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '{REFUSAL}';
END $$
"""
_POSTGRESQL = {
    "trail_kept": "BEFORE UPDATE OR DELETE ON dashboard_trailline FOR EACH ROW",
    "trail_never_truncated": "BEFORE TRUNCATE ON dashboard_trailline FOR EACH STATEMENT",
}


def guard_the_trail(sender: AppConfig, using: str, **_: object) -> None:
    """Makes the triggers anew, where the trail's table stands (a receiver of `post_migrate`)."""
    connection = connections[using]
    if "dashboard_trailline" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        drops = [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
        return drops + [f"CREATE TRIGGER {name} {when} {body}" for name, when in _SQLITE.items()]
    drops = [f"DROP TRIGGER IF EXISTS {name} ON dashboard_trailline" for name in _POSTGRESQL]
    made = [f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION trail_only_grows()" for name, when in _POSTGRESQL.items()]
    return [_POSTGRESQL_FUNCTION, *drops, *made]
