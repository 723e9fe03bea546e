"""One request of a browser without a browser, on a thread: a load script has dozens at once."""

import asyncio
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; `cookies` are `name=value`."""

    status: int
    text: str
    cookies: tuple[str, ...]


async def ask(url: str, cookie: str, *, form: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """GETs, or POSTs a form."""
    return await asyncio.to_thread(_ask, url, cookie, form, headers or {})


def _ask(url: str, cookie: str, form: str | None, headers: Mapping[str, str]) -> Answer:
    data = form.encode() if form is not None else None
    request = urllib.request.Request(url, data=data, headers={"Cookie": cookie, **headers})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            set_cookies = answer.headers.get_all("Set-Cookie") or ()
            cookies = tuple(one.partition(";")[0] for one in set_cookies)
            return Answer(status=answer.status, text=answer.read().decode(), cookies=cookies)
    except urllib.error.HTTPError as refused:
        return Answer(status=refused.code, text=refused.read().decode(), cookies=())
