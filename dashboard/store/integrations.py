"""Which CTI systems to follow: the integrations as administrators set them, with secrets revealed for the bridge."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from cti_bridge import catalog
from cti_bridge.connector import IntegrationConfig, SignInConfig
from dashboard.models import CtiSignIn, Integration
from dashboard.secrets import SecretMissing, reveal
from dashboard.setup.vendors import secrets_of
from dashboard.store.thread import DatabaseThread

Names = frozenset[str]


class StoredIntegrations:
    """The bridge's Integrations (cti_bridge.ports)."""

    def __init__(self, thread: DatabaseThread, *, digest_key: bytes) -> None:
        self._thread = thread
        self._digest_key = digest_key

    async def current(self) -> list[IntegrationConfig]:
        """Every integration, by name. One whose secret cannot be had carries the reason as its `fault`."""
        return await self._thread.run(lambda: configs(self._digest_key))


def configs(digest_key: bytes) -> list[IntegrationConfig]:
    """Every integration as it stands. Versions made with the same key can be compared, and tell nothing else."""
    integrations = Integration.objects.prefetch_related("sign_ins__person").order_by("pk")
    return [_config(integration, digest_key) for integration in integrations]


def _config(integration: Integration, digest_key: bytes) -> IntegrationConfig:
    fault, settings = "", {}
    sign_ins: tuple[SignInConfig, ...] = ()
    try:
        secret, secret_of_sign_in = _secrets_of(integration.kind)
        settings = _revealed(integration.settings, secret)
        sign_ins = tuple(
            _sign_in(sign_in, secret_of_sign_in)
            for sign_in in sorted(integration.sign_ins.all(), key=_login)
            if sign_in.person is None or sign_in.person.is_active
        )
    except SecretMissing as missing:
        fault = str(missing)
    everything = [
        integration.pk,
        integration.kind,
        integration.enabled,
        integration.nudges,
        settings,
        [[s.login, s.feed, s.person, s.extension, s.password, s.settings] for s in sign_ins],
        fault,
    ]
    return IntegrationConfig(
        name=integration.pk,
        kind=integration.kind,
        enabled=integration.enabled,
        settings=settings,
        sign_ins=sign_ins,
        fault=fault,
        version=_digest(everything, digest_key),
    )


def _secrets_of(kind: str) -> tuple[Names, Names]:
    """As the vendor says; of one whose folder is gone, nothing is revealed."""
    return secrets_of(kind) if kind in catalog.vendors() else (frozenset(), frozenset())


def _sign_in(sign_in: CtiSignIn, secrets: Names) -> SignInConfig:
    settings = dict(sign_in.settings)
    try:
        password = reveal(settings.pop("password", ""))
    except SecretMissing:
        if sign_in.feed:
            raise
        password = ""  # one person's own: asked for at "Sign me in", and the floor goes on
    return SignInConfig(
        login=sign_in.login,
        feed=sign_in.feed,
        person=sign_in.person.username if sign_in.person else "",
        extension=settings.pop("extension", "") or settings.pop("phone", ""),  # each vendor has its own word for it
        password=password,
        settings=_revealed(settings, secrets),
    )


def _login(sign_in: CtiSignIn) -> str:
    return sign_in.login


def _revealed(settings: Mapping[str, Any], secrets: Names) -> dict[str, Any]:
    """Settings with the secrets among them revealed; anything else may come back in words, and is what it is."""
    return {
        name: reveal(value) if name in secrets and isinstance(value, str) else value for name, value in settings.items()
    }


def _digest(everything: object, key: bytes) -> str:
    """Keyed, so that nobody who reads a version can guess a secret by it."""
    return hashlib.blake2b(msgspec.json.encode(everything), key=key, digest_size=12).hexdigest()
