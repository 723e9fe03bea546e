"""What one would write first, to compare with: a Channels consumer per viewer that renders each changed row itself.

An ASGI application of its own (`uvicorn tests.bench.plain:application`): an event goes by `group_send` to every
consumer, which renders it with a Django template and sends it. It speaks enough of docs/live.md for `tests.bench.load`.
Environment: PLAIN_AGENTS, PLAIN_RATE (events a second).
"""

import asyncio
import json
import os
import random
from datetime import UTC, datetime
from typing import Any

import django
from django.conf import settings

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        USE_TZ=True,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        CHANNEL_LAYERS={
            "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 100_000}}
        },
    )
    django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.template import engines
from django.urls import path

from tests.bench.metered import STATES, stamp

ROW = engines["django"].from_string(
    """<tr role="row" id="agent-bench-{{ n }}" data-agent="bench:a{{ n }}" data-state="{{ state }}"
 data-since="{{ since }}">
<th role="rowheader" scope="row"><a href="/?agent=bench:a{{ n }}">{{ name }}</a></th>
<td role="cell"><i class="st"></i><span>{{ state }}</span>{% if reason %}<em>{{ reason }}</em>{% endif %}</td>
<td role="cell"><time datetime="{{ since }}"></time></td><td role="cell">{{ call }}</td>
<td role="cell">{{ team }}</td><td role="cell">{{ ext }}</td><td role="cell">{{ source }}</td></tr>"""
)
AGENTS, RATE = int(os.environ.get("PLAIN_AGENTS", "1000")), int(os.environ.get("PLAIN_RATE", "500"))
meters: list[asyncio.Task[None]] = []


class Viewer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One viewer's socket."""

    async def connect(self) -> None:
        """Joins everybody."""
        self.frames = 0
        await self.accept()
        await self.channel_layer.group_add("floor", self.channel_name)
        await self.send(text_data='{"frame": 1, "rows": []}')
        if not meters:
            meters.append(asyncio.create_task(meter()))

    async def agent_changed(self, event: dict[str, Any]) -> None:
        """Renders and sends one changed row."""
        self.frames += 1
        row = event["row"]
        values = {"ext": row["ext"], "html": ROW.render(row)}
        await self.send(text_data=json.dumps({"frame": self.frames, "rows": [["agent", f"bench:a{row['n']}", values]]}))


async def meter() -> None:
    """Says RATE events a second; falls behind where the consumers hold the loop."""
    layer, chance, said = get_channel_layer(), random.Random(7), 0
    loop = asyncio.get_running_loop()
    began = loop.time()
    while True:
        await asyncio.sleep(0.01)
        due = min(int((loop.time() - began) * RATE) - said, RATE)
        for _ in range(due):
            said += 1
            n = chance.randrange(AGENTS)
            row = {"n": n, "name": f"Agent Number {n}", "state": str(chance.choice(STATES)), "ext": stamp()}
            row |= {"since": datetime.now(UTC).isoformat(), "team": f"Team {n // 50}", "source": "bench"}
            await layer.group_send("floor", {"type": "agent.changed", "row": row})


application = ProtocolTypeRouter({"websocket": URLRouter([path("live/floor/", Viewer.as_asgi())])})
