"""The store's tests run on a real SQLite file and on a real PostgreSQL, each test on a fresh copy."""

from tests.services.databases import database, database_url, postgres_template, sqlite_template
from tests.services.postgres import postgres

__all__ = ["database", "database_url", "postgres", "postgres_template", "sqlite_template"]
