"""The one port of XUC: its HTTP login, and its WebSocket (xuc.md 1.3)."""

import asyncio
import contextlib
from http import HTTPStatus

from . import http
from .clients import Client
from .frames import message
from .tokens import INVALID_JSON, UNHANDLED, NoEntry, Tokens
from .web_socket import Gate, WebSocket
from .xuc import Xuc

LOGIN, CHECK = "/xuc/api/2.0/auth/login", "/xuc/api/2.0/auth/check"
BY_TOKEN = ("/xuc/api/2.0/cti", "/xuc/ctichannel/tokenAuthentication")
BY_PASSWORD = ("/ctichannel", "/xuc/ctichannel")
STATUS = {INVALID_JSON: HTTPStatus.BAD_REQUEST, UNHANDLED: HTTPStatus.INTERNAL_SERVER_ERROR}  # else 401; not documented


class Front:
    """Serves each connection to its end; `sockets` are those that are signed in."""

    def __init__(self, xuc: Xuc, tokens: Tokens) -> None:
        self.gate = Gate()
        self.sockets: dict[WebSocket, Client] = {}
        self._xuc = xuc
        self._tokens = tokens
        self._writers: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its first request."""
        self._writers[writer] = asyncio.current_task()
        try:
            await self.gate.opened()
            request = await http.read_head(reader)
            if request.upgrades and request.path in (*BY_TOKEN, *BY_PASSWORD):
                await self._socket(WebSocket(reader, writer, self.gate), request)
            else:
                await self._answer(reader, writer, request)
        except (http.NotHttp, asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.pop(writer, None)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def drop_all(self) -> None:
        """Every connection is gone, without a goodbye."""
        for writer in self._writers:
            writer.transport.abort()

    async def end(self) -> None:
        """The same, and waits until nothing is served any more."""
        self.gate.set(is_open=True)
        self.drop_all()
        await asyncio.gather(*(task for task in self._writers.values() if task), return_exceptions=True)

    def freeze(self) -> None:
        """Connections stay open; nothing is read and nothing leaves."""
        self.gate.set(is_open=False)

    def thaw(self) -> None:
        """Everything goes on where it stood still."""
        self.gate.set(is_open=True)
        for socket in self.sockets:
            socket.flush()

    async def _socket(self, socket: WebSocket, request: http.Request) -> None:
        await self.gate.opened()
        if not socket.shake_hands(request.head):
            return
        try:
            client = self._client(socket, request)
        except NoEntry:
            if self._xuc.settings.logged_on_error:
                socket.say(message("LoggedOnError", {"Error": "loggedOnFailed"}))
            await socket.close()
            return
        self.sockets[socket] = client
        try:
            self._xuc.greet(client)
            async for text in socket.texts():
                self._xuc.hear(client, text)
        finally:
            self._xuc.clients.remove(client)
            self.sockets.pop(socket, None)
        await socket.close()

    def _client(self, socket: WebSocket, request: http.Request) -> Client:
        told = request.query
        if request.path in BY_TOKEN:
            user = self._tokens.by_token(told.get("token", ""))
            return Client(user=user, phone=user.phone, say=socket.say)
        user = self._tokens.by_password(told.get("username", ""), told.get("password", ""))
        return Client(user=user, phone=told.get("agentNumber", "") or user.phone, say=socket.say)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: http.Request) -> None:
        body = await http.read_body(reader, request)
        await self.gate.opened()
        try:
            match request.method, request.path:
                case "POST", path if path == LOGIN:
                    answer = http.answer(HTTPStatus.OK, self._tokens.log_in(body))
                case "GET", path if path == CHECK:
                    answer = http.answer(HTTPStatus.OK, self._tokens.check(request.headers.get("authorization", "")))
                case _:
                    answer = http.answer(HTTPStatus.NOT_FOUND, {"error": "NotFound", "message": "nothing is here"})
        except NoEntry as error:
            status = STATUS.get(error.code, HTTPStatus.UNAUTHORIZED)
            answer = http.answer(status, {"error": error.code, "message": "you may not come in"})
        writer.write(answer)
        await writer.drain()
