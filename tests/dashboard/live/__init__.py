"""The live floor: rows, hub, sockets, hints."""
