"""Says why a host cannot be reached: its name, its port, its certificate, one after the other."""

import asyncio
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto

from cti_bridge.errors import Retryable
from cti_bridge.transports.address import Address


class Why(Enum):
    """What stands between us and a host: one for each thing that a person would do about it."""

    NO_NAME = auto()  # its name does not resolve
    NO_NAME_SERVER = auto()
    REFUSED = auto()  # nothing listens there
    SILENT = auto()
    UNREACHABLE = auto()
    EXPIRED = auto()  # its certificate
    NOT_YET_VALID = auto()
    OTHER_NAME = auto()
    UNTRUSTED = auto()
    NO_TLS = auto()
    NO_CA_FILE = auto()  # ours


class Unreachable(Retryable):
    """A host is not reached; `str()` says why, with its address."""

    def __init__(self, why: Why, said: str) -> None:
        super().__init__(said)
        self.why = why


@dataclass(frozen=True, slots=True)
class Reached:
    """What was found at an address. `expires_at` is the certificate's, where there is one."""

    addresses: tuple[str, ...]
    expires_at: datetime | None = None


async def resolve(address: Address, within: float = 3.0) -> tuple[str, ...]:
    """The host's IP addresses. Raises Unreachable when its name does not resolve."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(within):
            found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except TimeoutError:
        said = f"The name server did not answer for {address.host} within {within:g} s."
        raise Unreachable(Why.NO_NAME_SERVER, said) from None
    except OSError:
        raise Unreachable(Why.NO_NAME, f"The name {address.host} cannot be resolved.") from None
    return tuple(dict.fromkeys(str(f[4][0]) for f in found))


async def open_port(address: Address, within: float = 3.0) -> None:
    """Returns when the port accepts. Raises Unreachable when it does not."""
    _, writer = await _connect(address, None, within)
    writer.transport.abort()


async def certificate(address: Address, ca_certs: str, within: float = 3.0) -> datetime:
    """When the verified certificate ends. Raises Unreachable when it cannot be trusted."""
    _, writer = await _connect(address, tls_context(ca_certs), within)
    shown = writer.get_extra_info("peercert")
    writer.transport.abort()
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)


async def reach(address: Address, ca_certs: str = "", within: float = 3.0) -> Reached:
    """All three. Raises Unreachable with the first one that fails, in a sentence."""
    addresses = await resolve(address, within)
    await open_port(address, within)
    ends = await certificate(address, ca_certs, within) if address.tls else None
    return Reached(addresses, ends)


async def speaks_tls(address: Address, within: float = 3.0) -> bool:
    """Whether the port answers a TLS greeting, with whatever certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # nothing is said there, and nothing believed
    try:
        _, writer = await _connect(address, context, within)
    except Unreachable:
        return False
    writer.transport.abort()
    return True


async def first_words(address: Address, ca_certs: str, within: float = 1.0) -> bytes:
    """What the port says by itself, a hundred bytes at most; nothing when it waits to be spoken to."""
    said = b""
    with suppress(TimeoutError, Unreachable, OSError):
        reader, writer = await _connect(address, tls_context(ca_certs) if address.tls else None, within)
        try:
            async with asyncio.timeout(within):
                said = await reader.read(100)
        finally:
            writer.transport.abort()
    return said


def tls_context(ca_certs: str) -> ssl.SSLContext:
    """Verifies host name and chain, against `ca_certs` or else what the machine trusts. Raises Unreachable."""
    try:
        return ssl.create_default_context(cafile=ca_certs or None)
    except (OSError, ssl.SSLError):
        said = f"The file of trusted certificates, {ca_certs}, cannot be read."
        raise Unreachable(Why.NO_CA_FILE, said) from None


async def _connect(
    address: Address, context: ssl.SSLContext | None, within: float
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    try:
        async with asyncio.timeout(within):
            return await asyncio.open_connection(
                address.host, address.port, ssl=context, server_hostname=address.host if context else None
            )
    except TimeoutError:
        raise Unreachable(Why.SILENT, f"{address} did not answer within {within:g} s.") from None
    except ssl.SSLCertVerificationError as error:
        raise _unverified(address, error) from None
    except ssl.SSLError as error:
        said = f"{address} does not speak TLS as it should ({error.reason or error})."
        raise Unreachable(Why.NO_TLS, said) from None
    except ConnectionRefusedError:
        raise Unreachable(Why.REFUSED, f"{address} refuses connections: nothing listens there.") from None
    except ConnectionResetError:
        if context is None:
            raise Unreachable(Why.UNREACHABLE, f"{address} hangs up at once.") from None
        raise Unreachable(Why.NO_TLS, f"{address} does not speak TLS as it should: it hangs up.") from None
    except OSError as error:
        said = f"{address} cannot be reached: {error.strerror or error}."
        raise Unreachable(Why.UNREACHABLE, said) from None


_BY_VERIFY_CODE = {  # of OpenSSL (x509_vfy.h)
    9: (Why.NOT_YET_VALID, "The certificate of {address} is not valid yet."),
    10: (Why.EXPIRED, "The certificate of {address} has expired."),
    62: (Why.OTHER_NAME, "The certificate of {address} is another host's."),
    64: (Why.OTHER_NAME, "The certificate of {address} is another host's."),  # an IP address that it does not name
}


def _unverified(address: Address, error: ssl.SSLCertVerificationError) -> Unreachable:
    if found := _BY_VERIFY_CODE.get(error.verify_code):
        why, said = found
        return Unreachable(why, said.format(address=address))
    return Unreachable(Why.UNTRUSTED, f"The certificate of {address} is not trusted: {error.verify_message}.")
