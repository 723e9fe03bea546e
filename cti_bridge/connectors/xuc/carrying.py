"""Carries out what people ask while there is a connection: each order once, on the feed's line or the asker's own."""

from collections.abc import Callable, Sequence

from cti_bridge.connector import Capabilities, Clock
from cti_bridge.connectors.xuc import orders, own_orders
from cti_bridge.connectors.xuc.commands import AgentLogin
from cti_bridge.connectors.xuc.connection import Connection
from cti_bridge.connectors.xuc.entrance import NO_PASSWORD, Entrance
from cti_bridge.connectors.xuc.hearing import Hearing
from cti_bridge.connectors.xuc.own_lines import OwnLines
from cti_bridge.connectors.xuc.sign_ins import SignIns
from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.commands import (
    ChangeGroup,
    Command,
    Listen,
    OfAnAgent,
    OnACall,
    SetOwnState,
    SignIn,
    SignOut,
    WorkCallback,
)
from cti_bridge.floor.lookups import PastCall

LISTENING = "You are in a call: stop listening first."


class Carrying:
    """One connection's. Everything raises CommandRefused in words, or Retryable when nothing was sent."""

    def __init__(
        self,
        connection: Connection,
        lines: OwnLines,
        sign_ins: SignIns,
        entrance: Entrance,
        can: Capabilities,
        *,
        now: Clock,
        clock: Callable[[], float],
    ) -> None:
        self._connection, self._lines, self._sign_ins = connection, lines, sign_ins
        self._entrance, self._can = entrance, can
        self._now, self._clock = now, clock

    @property
    def is_live(self) -> bool:
        """Whether anything may be sent now."""
        return self._connection.is_live

    @property
    def hearing(self) -> Hearing:
        """What is known of the floor."""
        return self._connection.follow.hearing

    async def carry_out(self, order: Command) -> None:
        """Sends an order. Returns at once where XUC answers nothing."""
        if isinstance(order, SignIn):
            await self._sign_in(order)
        elif isinstance(order, SignOut):
            await self._sign_out(order)
        elif isinstance(order, SetOwnState | WorkCallback | OnACall):
            await self._on_own_line(order)
        else:
            await self._on_the_feeds(order)

    async def past_calls(self, queue: int, size: int) -> Sequence[PastCall]:
        """A queue's last calls."""
        configs = self.hearing.queues.configs
        return await self._connection.follow.history.of(configs[queue], configs.values(), size, self._connection.send)

    async def _on_the_feeds(self, order: OfAnAgent | ChangeGroup) -> None:
        command = orders.outgoing(order, orders.Known(self.hearing, self._can))
        if isinstance(command, AgentLogin):
            await self._connection.follow.logins.sign_in(command, self._connection.send)
        else:
            await self._connection.send(command)

    # -- people's own ------------------------------------------------------------------------------------------------

    async def _on_own_line(self, order: SetOwnState | OnACall | WorkCallback) -> None:
        held = self._sign_ins.signed_in(order.sign_in)
        line = self._lines.of(held)
        command = own_orders.outgoing(order, held, line.calls, orders.Known(self.hearing, self._can))
        if not isinstance(order, Listen):
            return await line.send(command)
        line.calls.expect(order.agent, self._clock())
        try:
            return await line.send(command)
        except Retryable:
            line.calls.expect_none()
            raise

    async def _sign_in(self, order: SignIn) -> None:
        held = self._sign_ins.of(order.sign_in)
        if not (order.password or held.password):
            raise CommandRefused(NO_PASSWORD)
        await self._lines.close(held)
        held.start(order.extension, order.password)
        if order.password:
            self._entrance.forget(held.login)  # what was typed is to be tried, not the token of another password
        await self._lines.open(held).answer()

    async def _sign_out(self, order: SignOut) -> None:
        held = self._sign_ins.of(order.sign_in)
        line = self._lines.of(held)
        if any(not call.doubtful for call in line.calls.listening):
            raise CommandRefused(LISTENING)
        self._connection.happened(line.calls.forget_doubtful())
        held.stop()
        await self._lines.close(held)
        self._entrance.forget(held.login)
        self._connection.changed(held.is_out(self._now()))
