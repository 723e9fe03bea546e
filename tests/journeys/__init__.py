"""Journeys: a whole way, from a CTI frame on a real broker to a real browser, run as a site runs it."""
