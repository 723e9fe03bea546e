"""Move frames and understand nothing of them."""
