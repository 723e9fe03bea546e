"""The application that daphne and uvicorn serve: pages by Django, sockets by our own."""

import gc
import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
pages = get_asgi_application()

from dashboard.live.routing import sockets  # noqa: E402 - models must be loaded first

application = ProtocolTypeRouter({"http": pages, "websocket": sockets})  # type: ignore[no-untyped-call]

# With a thousand sockets a full garbage collection stood still for 0.2 s, and found nothing: rows and frames leave no
# cycles. So what stands from the start is not looked at again, and the rest seldom.
gc.freeze()
gc.set_threshold(10_000, 10, 100)
