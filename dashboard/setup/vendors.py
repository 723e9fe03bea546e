"""A vendor's own part of a setup file, checked by the Structs that its folder declares; found through the catalog."""

from collections.abc import Mapping
from typing import Any, cast

import msgspec
from django.utils.translation import gettext as _
from msgspec import inspect

from cti_bridge import catalog
from cti_bridge.errors import Fatal
from dashboard.secrets import is_reference, is_sealed
from dashboard.setup.errors import WrongSetup, wrong_value


def check_settings(kind: str, settings: dict[str, Any], key: str) -> None:
    """Raises WrongSetup where the vendor's Config would not take them; `key` is where they stand."""
    _convert(settings, _vendor_type(kind, "Config", key), f"{key}.settings")


def login_of(kind: str, sign_in: dict[str, Any], key: str) -> str:
    """A sign-in's login, unique in its integration. Raises WrongSetup where the vendor's SignIn would not take it."""
    struct = _vendor_type(kind, "SignIn", key)
    return str(cast(Any, _convert(sign_in, struct, key)).login)


def secrets_of(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the secrets among a vendor's settings, and among the fields of its sign-ins."""
    vendor = catalog.vendor(kind)
    sign_in = getattr(vendor, "SignIn", None)
    return _secret_names(vendor.Config), _secret_names(sign_in) if sign_in else frozenset()


def _secret_names(struct: type) -> frozenset[str]:
    described = cast(inspect.StructType, inspect.type_info(struct))
    return frozenset(
        f.encode_name
        for f in described.fields
        if isinstance(f.type, inspect.Metadata) and (f.type.extra or {}).get("secret")
    )


def _vendor_type(kind: str, name: str, key: str) -> type[msgspec.Struct]:
    try:
        vendor = catalog.vendor(kind)
    except Fatal as error:
        raise WrongSetup(f"{key.partition('.')[0]}.kind", str(error)) from None
    struct = getattr(vendor, name, None)
    if struct is None:
        raise WrongSetup(key, f"{kind} takes no sign-ins.")
    return cast(type[msgspec.Struct], struct)


def _convert(fields: dict[str, Any], struct: type[msgspec.Struct], key: str) -> msgspec.Struct:
    known = {f.encode_name for f in msgspec.structs.fields(struct)}
    for name in fields:
        if name not in known:
            raise WrongSetup(f"{key}.{name}", "there is no such key.")
    _refuse_references({n: value for n, value in fields.items() if n not in _secret_names(struct)}, key)
    try:
        return msgspec.convert(fields, struct)
    except msgspec.ValidationError as error:
        guilty = _guilty(fields, struct, str(error))
        raise wrong_value(error, f"{key}.{guilty}" if guilty else key) from None


def _guilty(fields: dict[str, Any], struct: type[msgspec.Struct], said: str) -> str:
    """The field that a vendor's own rule complains of: without its value the same is no longer said. "" if none is.

    (What msgspec itself complains of has its place with it.)
    """
    if " - at `" in said:
        return ""
    for field in cast(inspect.StructType, inspect.type_info(struct)).fields:
        innocent = {field.encode_name: _example(field)} if field.required else {}
        others = {name: value for name, value in fields.items() if name != field.encode_name}
        if field.encode_name in fields and _says(others | innocent, struct) != said:
            return field.encode_name
    return ""


def _example(field: inspect.Field) -> Any:
    """A value that works, for one that must be given: the first of its examples."""
    meta = field.type.extra_json_schema if isinstance(field.type, inspect.Metadata) else None
    return (meta or {}).get("examples", [None])[0]


def _says(fields: dict[str, Any], struct: type[msgspec.Struct]) -> str:
    try:
        msgspec.convert(fields, struct)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _refuse_references(fields: Mapping[str, Any], key: str) -> None:
    """What is no secret may be shown: it stands for itself, and for nothing that only the bridge should read."""
    for name, value in fields.items():
        texts = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
        if any(is_reference(text) or is_sealed(text) for text in texts):
            raise WrongSetup(f"{key}.{name}", _("only a secret is read from elsewhere: write this one down."))
