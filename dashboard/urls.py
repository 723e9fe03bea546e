"""Every address of the site."""

from django.urls import path, register_converter

from dashboard.views import activity, agents, commands, errors, floor, health, me, sessions, sign_ins


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


register_converter(Forced, "forced")
register_converter(Own, "own")

urlpatterns = [
    path("", floor.floor, name="floor"),
    path("agents/<path:agent_id>/<forced:action>/", commands.force, name="force"),
    path("agents/<path:agent_id>/", agents.agent, name="agent"),
    path("activity/", activity.activity, name="activity"),
    path("activity/export.csv", activity.export, name="activity-export"),
    path("activity/<str:key>/", activity.story, name="activity-story"),
    path("sign-ins/<path:key>/<own:action>/", sign_ins.change, name="own-sign-in"),
    path("me/", me.page, name="me"),
    path("login/", sessions.sign_in, name="login"),
    path("logout/", sessions.sign_out, name="logout"),
    path("healthz", health.lives, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]

handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.failed
