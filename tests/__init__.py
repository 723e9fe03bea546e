"""Floorwalker's tests mirror both packages, path for path; what many of them need is started from `tests/services`."""
