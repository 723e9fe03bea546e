"""Says in words why a host cannot be reached: its name, its port, its certificate, one after the other."""

import asyncio
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime

from cti_bridge.errors import Retryable
from cti_bridge.transports.address import Address


@dataclass(frozen=True, slots=True)
class Reached:
    """What was found at an address. `expires_at` is the certificate's, where there is one."""

    addresses: tuple[str, ...]
    expires_at: datetime | None = None


async def resolve(address: Address, within: float = 3.0) -> tuple[str, ...]:
    """The host's IP addresses. Raises Retryable when its name does not resolve."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(within):
            found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except TimeoutError:
        raise Retryable(f"The name server did not answer for {address.host} within {within:g} s.") from None
    except OSError:
        raise Retryable(f"The name {address.host} cannot be resolved.") from None
    return tuple(dict.fromkeys(str(f[4][0]) for f in found))


async def open_port(address: Address, within: float = 3.0) -> None:
    """Returns when the port accepts. Raises Retryable when it does not."""
    writer = await _connect(address, None, within)
    writer.transport.abort()


async def certificate(address: Address, ca_certs: str, within: float = 3.0) -> datetime:
    """When the verified certificate ends. Raises Retryable when it cannot be trusted."""
    writer = await _connect(address, tls_context(ca_certs), within)
    shown = writer.get_extra_info("peercert")
    writer.transport.abort()
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)


async def reach(address: Address, ca_certs: str = "", within: float = 3.0) -> Reached:
    """All three. Raises Retryable with the first one that fails, in a sentence."""
    addresses = await resolve(address, within)
    await open_port(address, within)
    ends = await certificate(address, ca_certs, within) if address.tls else None
    return Reached(addresses, ends)


def tls_context(ca_certs: str) -> ssl.SSLContext:
    """Verifies host name and chain, against `ca_certs` or else what the machine trusts. Raises Retryable."""
    try:
        return ssl.create_default_context(cafile=ca_certs or None)
    except (OSError, ssl.SSLError):
        raise Retryable(f"The file of trusted certificates, {ca_certs}, cannot be read.") from None


async def _connect(address: Address, context: ssl.SSLContext | None, within: float) -> asyncio.StreamWriter:
    try:
        async with asyncio.timeout(within):
            _, writer = await asyncio.open_connection(
                address.host, address.port, ssl=context, server_hostname=address.host if context else None
            )
    except TimeoutError:
        raise Retryable(f"{address} did not answer within {within:g} s.") from None
    except ssl.SSLCertVerificationError as error:
        raise Retryable(f"The certificate of {address} is not trusted: {error.verify_message}.") from None
    except ssl.SSLError as error:
        raise Retryable(f"{address} does not speak TLS as it should ({error.reason or error}).") from None
    except ConnectionRefusedError:
        raise Retryable(f"{address} refuses connections: nothing listens there.") from None
    except OSError as error:
        raise Retryable(f"{address} cannot be reached: {error.strerror or error}.") from None
    return writer
