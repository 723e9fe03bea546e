#!/usr/bin/env python
"""Runs Floorwalker's commands."""

import os
import sys

ENDED_BY_CTRL_C = 130  # as shells count it


def main() -> None:
    """Hands the words of the command line to Django; ends in one sentence where the database cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError, OperationalError

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:  # of Django's own commands (migrate); ours say it themselves (_starting.py)
        if type(error) not in (OperationalError, DatabaseError) or "--traceback" in sys.argv:
            raise
        sys.exit(f"The database cannot be used: {str(error).splitlines()[0]}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(ENDED_BY_CTRL_C)
