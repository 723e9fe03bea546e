"""What one would write first (tests.bench.plain), measured as the hub is: for the ratio of their costs."""

import os

from tests.bench.installation import Installation
from tests.bench.telling import Told, load
from tests.services.ports import free_port


def plainly(*, clients: int, rate: int, seconds: float, agents: int = 5000) -> Told:
    """The plain consumers, `clients` of them, each told every event, on uvicorn. Their meter is in their process."""
    port = free_port()
    with Installation(os.environ) as here:
        cookies = here.folder / "cookies.txt"
        cookies.write_text("nobody=asks\n" * clients)
        words = ("-m", "uvicorn", "tests.bench.plain:application", "--host", "127.0.0.1", "--port", str(port))
        quiet = ("--log-level", "error", "--no-access-log", "--ws-per-message-deflate", "false", "--lifespan", "off")
        environment = {"PLAIN_AGENTS": str(agents), "PLAIN_RATE": str(rate)}
        with here.process(*words, *quiet, "--ws", "websockets-sansio", **environment) as web:
            web.wait_to_answer(f"http://127.0.0.1:{port}/")
            return load(here, port, cookies, web, None, seconds=seconds)
