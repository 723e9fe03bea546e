"""Every address of the site."""

from django.urls import path, register_converter

from dashboard.views import (
    activity,
    agents,
    api,
    bulk,
    calls,
    commands,
    errors,
    floor,
    follows,
    hands,
    health,
    history,
    me,
    message_templates,
    messages,
    own_calls,
    preferences,
    receipts,
    sessions,
    sign_ins,
    snoozes,
)
from dashboard.views.settings import (
    capabilities,
    component_settings,
    integrations,
    people,
    people_access,
    people_import,
    queues,
    reason_files,
    reasons,
    setup_file,
    site,
    teams,
)
from dashboard.views.settings import sign_ins as cti_sign_ins


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


class OwnCall(Forced):
    """An action on the call that one's own CTI sign-in listens to, or has barged into."""

    regex = "stop-listening|hold|retrieve"


register_converter(Forced, "forced")
register_converter(Own, "own")
register_converter(OwnCall, "own_call")

urlpatterns = [
    path("", floor.floor, name="floor"),
    path("agents/<path:agent_id>/<forced:action>/", commands.force, name="force"),
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
    path("sign-ins/<path:key>/<own:action>/", sign_ins.change, name="own-sign-in"),
    path("sign-ins/<path:key>/<own_call:action>/", own_calls.change, name="own-call"),
    path("bulk/preview/", bulk.preview, name="bulk-preview"),
    path("bulk/", bulk.ask, name="bulk"),
    path("bulk/<uuid:batch>/undo/", bulk.undo, name="bulk-undo"),
    path("needs/snooze/", snoozes.snooze, name="needs-snooze"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("settings/reason-codes/", reasons.reasons, name="settings-reasons"),
    path("settings/reason-codes/new/", reasons.new, name="settings-reason-new"),
    path("settings/reason-codes/export.csv", reason_files.export, name="settings-reasons-export"),
    path("settings/reason-codes/csv/", reason_files.bring, name="settings-reasons-bring"),
    path("settings/reason-codes/csv/<uuid:upload>/", reason_files.preview, name="settings-reasons-preview"),
    path("settings/reason-codes/import/<slug:source>/", reason_files.from_system, name="settings-reasons-from"),
    path("settings/reason-codes/<int:pk>/", reasons.reason, name="settings-reason"),
    path("settings/reason-codes/<int:pk>/retire/", reasons.retire, name="settings-reason-retire"),
    path("settings/reason-codes/<int:pk>/remove/", reasons.remove, name="settings-reason-remove"),
    path("settings/integration-settings/", component_settings.every, name="settings-component-settings"),
    path("settings/integration-settings/<slug:name>/", component_settings.one, name="settings-component-settings-of"),
    path(
        "settings/integration-settings/<slug:name>/new/",
        component_settings.new,
        name="settings-component-setting-new",
    ),
    path(
        "settings/integration-settings/<slug:name>/key/",
        component_settings.key,
        name="settings-component-settings-key",
    ),
    path(
        "settings/integration-settings/<slug:name>/<int:pk>/",
        component_settings.change,
        name="settings-component-setting",
    ),
    path(
        "settings/integration-settings/<slug:name>/<int:pk>/remove/",
        component_settings.remove,
        name="settings-component-setting-remove",
    ),
    path(
        "settings/integration-settings/<slug:name>/undo/<int:pk>/",
        component_settings.undo,
        name="settings-component-settings-undo",
    ),
    path("api/integrations/<slug:name>/settings/", api.settings_of, name="integration-settings"),
    path("settings/", integrations.start, name="settings-start"),
    path("settings/integrations/", integrations.every, name="settings-integrations"),
    path("settings/integrations/+/", integrations.choose, name="settings-integration-choose"),
    path("settings/integrations/+/<slug:kind>/", integrations.add, name="settings-integration-add"),
    path("settings/integrations/<slug:name>/", integrations.one, name="settings-integration"),
    path("settings/integrations/<slug:name>/change/", integrations.change, name="settings-integration-change"),
    path("settings/integrations/<slug:name>/test/", integrations.test, name="settings-integration-test"),
    path("settings/integrations/<slug:name>/pause/", integrations.pause, name="settings-integration-pause"),
    path("settings/integrations/<slug:name>/resume/", integrations.resume, name="settings-integration-resume"),
    path("settings/integrations/<slug:name>/connect/", integrations.connect_anew, name="settings-integration-connect"),
    path("settings/integrations/<slug:name>/delete/", integrations.delete, name="settings-integration-delete"),
    path("settings/integrations/<slug:name>/feeds/+/", cti_sign_ins.add_feed, name="settings-feed-add"),
    path("settings/sign-ins/", cti_sign_ins.every, name="settings-sign-ins"),
    path("settings/sign-ins/+/", cti_sign_ins.choose, name="settings-sign-in-choose"),
    path("settings/sign-ins/+/<slug:name>/", cti_sign_ins.add, name="settings-sign-in-add"),
    path("settings/sign-ins/<int:number>/", cti_sign_ins.change, name="settings-sign-in"),
    path("settings/sign-ins/<int:number>/delete/", cti_sign_ins.delete, name="settings-sign-in-delete"),
    path("settings/people/", people.all_people, name="settings-people"),
    path("settings/people/new/", people.new, name="settings-person-new"),
    path("settings/people/export.csv", people_import.export, name="settings-people-export"),
    path("settings/people/example.csv", people_import.example, name="settings-people-example"),
    path("settings/people/import/", people_import.bring, name="settings-people-import"),
    path("settings/people/import/<uuid:upload>/", people_import.preview, name="settings-people-import-preview"),
    path("settings/people/imported/<uuid:upload>/", people_import.imported, name="settings-people-imported"),
    path("settings/people/imported/<uuid:upload>/list/", people_import.passwords, name="settings-people-passwords"),
    path("settings/people/<int:person_id>/", people.one, name="settings-person"),
    path("settings/people/<int:person_id>/sockets/", people.open_pages, name="settings-person-sockets"),
    path("settings/people/<int:person_id>/password/", people_access.password, name="settings-person-password"),
    path(
        "settings/people/<int:person_id>/random-password/",
        people_access.random_password,
        name="settings-person-random-password",
    ),
    path("settings/people/<int:person_id>/end/", people_access.end_sessions, name="settings-person-end-sessions"),
    path("settings/people/<int:person_id>/erase/", people_access.erase, name="settings-person-erase"),
    path("settings/teams/", teams.teams, name="settings-teams"),
    path("settings/teams/<path:team_id>/", teams.team, name="settings-team"),
    path("settings/queues/", queues.queues, name="settings-queues"),
    path("settings/queues/<path:queue_id>/", queues.queue, name="settings-queue"),
    path("settings/site/", site.site, name="settings-site"),
    path("settings/capabilities/", capabilities.capabilities, name="capabilities"),
    path("settings/setup-file/", setup_file.setup_file, name="settings-setup-file"),
    path("settings/setup-file/download/", setup_file.download, name="settings-setup-file-download"),
    path("settings/setup-file/<uuid:upload>/", setup_file.agree, name="settings-setup-file-agree"),
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
