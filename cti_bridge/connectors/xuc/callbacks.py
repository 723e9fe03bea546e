"""Callbacks as XUC tells them: lists with what is open, then what becomes of each. Told whole after each batch."""

from collections.abc import Iterable
from dataclasses import replace

from cti_bridge.connectors.xuc.callback_messages import (
    CallbackClotured,
    CallbackLists,
    CallbackReleased,
    CallbackRequest,
    CallbackRequestUpdated,
    CallbackStarted,
    CallbackTaken,
    PreferredCallbackPeriodList,
    PreferredPeriod,
)
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.floor.events import CallbackChanged, CallbackClosed, CallbacksLoaded, Event
from cti_bridge.floor.model import Callback, CallbackId, CallbackList, CallbackPeriod, QueueId

OfCallback = CallbackTaken | CallbackReleased | CallbackStarted | CallbackClotured | CallbackRequestUpdated


class Callbacks:
    """All lists, periods and open callbacks."""

    def __init__(self, site: Site) -> None:
        self.has_lists = self.has_periods = False
        self.lists: dict[str, CallbackList] = {}
        self.periods: dict[str, CallbackPeriod] = {}
        self.callbacks: dict[CallbackId, Callback] = {}
        self._site = site
        self._changed: set[CallbackId] = set()
        self._is_loaded = True  # whether all was told

    # -- hearing -----------------------------------------------------------------------------------------------------

    def hear_lists(self, said: CallbackLists) -> None:
        """All lists with their open callbacks. A ticket that is known stays: lists do not tell of it."""
        self.has_lists, self._is_loaded = True, False
        before = self.callbacks
        if not said.skipped:
            self.lists, self.callbacks = {}, {}
        for one in said.lists:
            if one.queue_id is None:
                continue  # whose it is, and so who may see it, is not known
            id_ = self._site.named(one.uuid)
            self.lists[id_] = CallbackList(id=id_, name=one.name, queue=self._site.queue(one.queue_id))
            for request in one.callbacks:
                known = before.get(self._site.callback(request.uuid))
                callback = self._callback(request, self.lists[id_])
                is_same = known is not None and known.agent == callback.agent
                self.callbacks[callback.id] = replace(callback, ticket=known.ticket) if known and is_same else callback

    def hear_periods(self, said: PreferredCallbackPeriodList) -> None:
        """The periods that can be chosen."""
        self.has_periods, self._is_loaded = True, False
        self.periods = {self._site.named(one.uuid): self._period(one) for one in said.periods}

    def hear(self, said: OfCallback) -> None:
        """What became of one. Of one that is on no list nothing is known."""
        match said:
            case CallbackTaken():
                self._put(said.uuid, agent=self._site.agent(said.agent_id))
            case CallbackReleased():
                self._put(said.uuid, agent=None, ticket="")
            case CallbackStarted():
                self._put(said.request_uuid, ticket=said.ticket_uuid)
            case CallbackClotured():
                id_ = self._site.callback(said.uuid)
                self.callbacks.pop(id_, None)
                self._changed.add(id_)
            case CallbackRequestUpdated():
                listed = self.lists.get(self._site.named(said.request.list_uuid))
                if listed is not None:
                    callback = self._callback(said.request, listed)
                    self.callbacks[callback.id] = callback
                    self._changed.add(callback.id)

    def _put(self, uuid: str, **changes: object) -> None:
        id_ = self._site.callback(uuid)
        if (known := self.callbacks.get(id_)) is not None:
            self.callbacks[id_] = replace(known, **changes)  # type: ignore[arg-type]
            self._changed.add(id_)

    def _callback(self, said: CallbackRequest, listed: CallbackList) -> Callback:
        queue: QueueId = listed.queue
        return Callback(
            id=self._site.callback(said.uuid),
            list=listed.id,
            queue=queue,
            name=" ".join(part for part in (said.first_name, said.last_name) if part),
            company=said.company,
            description=said.description,
            phone=said.phone_number,
            mobile=said.mobile_phone_number,
            due=said.due_date,
            period=self._period(said.preferred_period) if said.preferred_period else None,
            agent=None if said.agent_id is None else self._site.agent(said.agent_id),
        )

    def _period(self, said: PreferredPeriod) -> CallbackPeriod:
        return CallbackPeriod(
            id=self._site.named(said.uuid),
            name=said.name,
            starts=said.period_start.replace(tzinfo=None),  # of the site's clock, whatever zone a zealous server adds
            ends=said.period_end.replace(tzinfo=None),
            default=said.default,
        )

    # -- telling -----------------------------------------------------------------------------------------------------

    def was_loaded(self) -> None:
        """All that is known was told at once."""
        self._is_loaded = True
        self._changed.clear()

    def tell(self) -> Iterable[Event]:
        """What changed since the last call, each callback once."""
        if not self._is_loaded:
            yield self._loaded()
        for id_ in self._changed:
            callback = self.callbacks.get(id_)
            yield CallbackClosed(callback=id_) if callback is None else CallbackChanged(callback=callback)
        self.was_loaded()

    def _loaded(self) -> CallbacksLoaded:
        return CallbacksLoaded(
            source=self._site.source,
            lists=tuple(self.lists.values()),
            callbacks=tuple(self.callbacks.values()),
            periods=tuple(self.periods.values()),
        )
