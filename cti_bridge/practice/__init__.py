"""A pretend contact centre, seeded and pure: to train supervisors, to load-test, to stand behind protocol peers."""
