"""Seeds an empty database: one integration, and people who are signed in without ever typing a password.

`python -m tests.bench.seed PEOPLE TEAMS_EACH` prints a cookie a line. TEAMS_EACH 0: everybody sees the whole floor;
else each supervises so many of the floor's teams, drawn at random: hardly two of them see the same.
"""

import os
import random
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.utils import timezone  # noqa: E402

from dashboard.models import Integration, Person  # noqa: E402
from dashboard.models.people import Role  # noqa: E402
from tests.bench.metered import SOURCE, TEAM_SIZE  # noqa: E402

AGENTS = 5000
BACKEND = "django.contrib.auth.backends.ModelBackend"


def people(count: int, teams_each: int) -> list[Person]:
    """Supervisors: of the whole source, or of `teams_each` teams of it."""
    chance, teams = random.Random(11), [f"{SOURCE}:{n}" for n in range(AGENTS // TEAM_SIZE)]
    new = [
        Person(
            username=f"p{n}",
            name=f"Person {n}",
            role=Role.SUPERVISOR,
            teams=chance.sample(teams, teams_each) if teams_each else [f"{SOURCE}:*"],
        )
        for n in range(count)
    ]
    for person in new:
        person.set_unusable_password()
    return Person.objects.bulk_create(new)


def sessions(signed_in: list[Person]) -> list[str]:
    """A session for each, as signing in would have made it; their keys."""
    store = SessionStore()
    made = [
        Session(
            session_key=f"{person.pk:032d}",
            session_data=store.encode(
                {
                    SESSION_KEY: str(person.pk),
                    BACKEND_SESSION_KEY: BACKEND,
                    HASH_SESSION_KEY: person.get_session_auth_hash(),
                }
            ),
            expire_date=timezone.now() + timedelta(hours=12),
        )
        for person in signed_in
    ]
    return [session.session_key for session in Session.objects.bulk_create(made)]


def main() -> None:
    """Seeds, and prints the cookies."""
    count, teams_each = map(int, sys.argv[1:3])
    Integration.objects.get_or_create(name=SOURCE, defaults={"kind": "practice", "settings": {}})
    for key in sessions(people(count, teams_each)):
        sys.stdout.write(f"{settings.SESSION_COOKIE_NAME}={key}\n")


if __name__ == "__main__":
    main()
