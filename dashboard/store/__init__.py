"""Keeps the floor: fulfils the bridge's ports, and reads for pages and pushes."""
