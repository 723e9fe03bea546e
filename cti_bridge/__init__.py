"""Hears every CTI system, keeps one floor of it, and carries a supervisor's commands back. Knows nothing of Django."""
