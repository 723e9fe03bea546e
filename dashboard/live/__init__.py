"""Tells every open page what changed: one hub a process, one socket a page."""
