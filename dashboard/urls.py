"""Every address of the site."""

from django.urls import include, path, register_converter

from dashboard.views import (
    activity,
    agent_deeds,
    agents,
    api,
    bulk,
    callback_deeds,
    callback_search,
    callbacks,
    calls,
    commands,
    errors,
    floor,
    follows,
    hands,
    health,
    history,
    me,
    membership,
    message_templates,
    messages,
    one_queue,
    own_calls,
    preferences,
    queue_calls,
    queues,
    receipts,
    sessions,
    sign_ins,
    snoozes,
)


class Forced:
    """An action by which a supervisor forces an agent's state."""

    regex = "ready|not-ready|sign-out"

    def to_python(self, value: str) -> str:
        """The action."""
        return value

    def to_url(self, value: str) -> str:
        """The action."""
        return value


class Own(Forced):
    """An action on one's own CTI sign-in."""

    regex = "sign-in|ready|not-ready|sign-out"


class Recording(Forced):
    """An action on the recording of an agent's call."""

    regex = "pause-recording|resume-recording"


class OwnCall(Forced):
    """An action on the call that one's own CTI sign-in listens to, or has barged into."""

    regex = "stop-listening|hold|retrieve"


class CallbackDeed(Forced):
    """What is done with a callback: `take` in an address is the action `take-callback`."""

    regex = "take|start|close|reschedule|release"

    def to_python(self, value: str) -> str:
        """The action."""
        return f"{value}-callback"

    def to_url(self, value: str) -> str:
        """Its part of the address."""
        return value.removesuffix("-callback")


register_converter(Forced, "forced")
register_converter(Own, "own")
register_converter(Recording, "recording")
register_converter(OwnCall, "own_call")
register_converter(CallbackDeed, "callback_deed")

urlpatterns = [
    path("", floor.floor, name="floor"),
    path("agents/<path:agent_id>/<forced:action>/", commands.force, name="force"),
    path("agents/<path:agent_id>/sign-in/", agent_deeds.sign_in, name="sign-in-agent"),
    path("agents/<path:agent_id>/<recording:action>/", agent_deeds.recording, name="recording"),
    path("agents/<path:agent_id>/listen/", calls.listen, name="listen"),
    path("agents/<path:agent_id>/barge-in/", calls.barge_in, name="barge-in"),
    path("agents/<path:agent_id>/intercept/", calls.intercept, name="intercept"),
    path("agents/<path:agent_id>/drop/", calls.drop, name="drop"),
    path("agents/<path:agent_id>/follow/", follows.follow, name="follow"),
    path("agents/<path:agent_id>/hand/claim/", hands.claim, name="hand-claim"),
    path("agents/<path:agent_id>/hand/lower/", hands.lower, name="hand-lower"),
    path("agents/<path:agent_id>/history/", history.history_of, name="history"),
    path("agents/<path:agent_id>/", agents.agent, name="agent"),
    path("activity/", activity.activity, name="activity"),
    path("activity/export.csv", activity.export, name="activity-export"),
    path("activity/<str:key>/", activity.story, name="activity-story"),
    path("callbacks/", callbacks.callbacks, name="callbacks"),
    path("callbacks/search/", callback_search.search, name="callbacks-search"),
    path("callbacks/export.csv", callbacks.export, name="callbacks-export"),
    path("callbacks/<str:key>/", callbacks.callback, name="callback"),
    path("callbacks/<str:key>/<callback_deed:action>/", callback_deeds.work, name="callback-deed"),
    path("sign-ins/<path:key>/<own:action>/", sign_ins.change, name="own-sign-in"),
    path("sign-ins/<path:key>/<own_call:action>/", own_calls.change, name="own-call"),
    path("bulk/preview/", bulk.preview, name="bulk-preview"),
    path("bulk/", bulk.ask, name="bulk"),
    path("bulk/<uuid:batch>/undo/", bulk.undo, name="bulk-undo"),
    path("queues/membership/", membership.membership, name="membership"),
    path("queues/membership/preview/", membership.preview, name="membership-preview"),
    path("queues/membership/change/", membership.change, name="membership-change"),
    path("queues/membership/<uuid:batch>/undo/", membership.undo, name="membership-undo"),
    path("queues/", queues.queues, name="queues"),
    path("queues/<path:queue_id>/calls/", queue_calls.ask, name="queue-calls"),
    path("queues/<path:queue_id>/calls/<uuid:question>/", queue_calls.answer, name="queue-calls-answer"),
    path("queues/<path:queue_id>/", one_queue.queue, name="queue"),  # whatever else begins so stands above
    path("needs/snooze/", snoozes.snooze, name="needs-snooze"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("settings/", include("dashboard.settings_urls")),
    path("api/integrations/<slug:name>/settings/", api.settings_of, name="integration-settings"),
    path("me/", me.page, name="me"),
    path("messages/", messages.messages, name="messages"),
    path("messages/new/", messages.new, name="message-new"),
    path("messages/templates/", message_templates.templates, name="message-templates"),
    path("messages/templates/<int:number>/delete/", message_templates.delete, name="message-template-delete"),
    path("messages/<str:key>/", messages.message, name="message"),
    path("messages/<str:key>/resend/", messages.resend, name="message-resend"),
    path("messages/<str:key>/delete/", messages.delete, name="message-delete"),
    path("me/receipts/", receipts.note, name="receipts"),
    path("me/messages/<uuid:message>/confirm/", receipts.confirm, name="confirm-message"),
    path("me/hand/raise/", hands.raise_own, name="hand-raise"),
    path("me/hand/lower/", hands.lower_own, name="hand-lower-own"),
    path("login/", sessions.sign_in, name="login"),
    path("logout/", sessions.sign_out, name="logout"),
    path("healthz", health.lives, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]

handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.failed
