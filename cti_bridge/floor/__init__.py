"""The domain, pure: what is on the floor, what happened, what may be asked. No asyncio, no I/O."""
