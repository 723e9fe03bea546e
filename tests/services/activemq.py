"""A real ActiveMQ on free ports, as small as it goes: for tests, benchmarks and journeys.

The recipe is generic_connector.md 2.1: no Jetty, no KahaDB, no systemd; up in about a second, 75 MB.
"""

import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

from tests.services.ports import free_port
from tests.services.server import HOST, Server

HOME = Path("/usr/share/activemq")
KEY_STORE_PASSWORD = "changeit"

MISSING = "ActiveMQ is not installed: run 'apt-get install activemq' (it brings a Java runtime)."


class Broker(Server):
    """One broker. Its ports stay the same, that of TLS too."""

    name = "ActiveMQ"
    users = (("bridge", "bridge-secret"), ("gc", "gc-secret"))

    def __init__(
        self,
        *,
        tls: bool = False,
        valid_days: int = 30,
        names: tuple[str, ...] = ("localhost", HOST),
        openwire: bool = False,
    ) -> None:
        jars = [*HOME.glob("lib/*.jar"), *HOME.glob("lib/optional/*.jar")]
        java = shutil.which("java")
        if java is None or not jars:
            raise RuntimeError(MISSING)
        super().__init__()
        self._java = java
        self._jars = jars
        self.tls_port = free_port() if tls else 0
        self.openwire_port = free_port() if openwire else 0
        for folder in ("conf", "tmp", "data"):
            (self.base / folder).mkdir()
        self.ca_certs = self.base / "ca.pem"
        if tls:
            self._make_certificate(valid_days, names)
        (self.base / "conf" / "activemq.xml").write_text(self._configuration())

    @property
    def url(self) -> str:
        """Where it speaks STOMP in the clear."""
        return f"stomp://{HOST}:{self.port}"

    @property
    def tls_url(self) -> str:
        """Where it speaks STOMP over TLS; `ca_certs` vouches for it."""
        return f"stomp+ssl://{HOST}:{self.tls_port}"

    def _answers(self) -> bool:
        user, password = self.users[0]
        hello = f"CONNECT\naccept-version:1.2\nhost:gc\nlogin:{user}\npasscode:{password}\n\n\0"
        try:
            for later in filter(None, (self.tls_port, self.openwire_port)):  # they open after the other
                socket.create_connection((HOST, later), timeout=1).close()
            with socket.create_connection((HOST, self.port), timeout=1) as line:
                line.sendall(hello.encode())
                return line.recv(9) == b"CONNECTED"
        except OSError:
            return False

    def _command(self) -> list[str]:
        base = self.base
        path = ":".join([f"{base}/conf", *map(str, sorted(self._jars))])
        return [
            self._java,
            *("-Xms32m", "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true"),
            *(f"-Djava.io.tmpdir={base}/tmp", f"-Dactivemq.home={HOME}", f"-Dactivemq.base={base}"),
            *(f"-Dactivemq.conf={base}/conf", f"-Dactivemq.data={base}/data"),
            *("-cp", path, "org.apache.activemq.console.Main", "start", f"xbean:file:{base}/conf/activemq.xml"),
        ]

    def _configuration(self) -> str:
        users = "".join(
            f'<authenticationUser username="{user}" password="{password}" groups="users"/>'
            for user, password in self.users
        )
        ssl, more = "", ""
        if self.tls_port:
            store = f'keyStore="file:{self.base}/broker.p12" keyStorePassword="{KEY_STORE_PASSWORD}"'
            ssl = f'<sslContext><sslContext {store} keyStoreType="PKCS12"/></sslContext>'
            tls = f"stomp+ssl://{HOST}:{self.tls_port}?transport.enabledProtocols=TLSv1.2,TLSv1.3"
            more = f'<transportConnector name="stomp+ssl" uri="{tls}"/>'
        if self.openwire_port:
            more += f'<transportConnector name="openwire" uri="tcp://{HOST}:{self.openwire_port}"/>'
        stomp = f"stomp://{HOST}:{self.port}?transport.hbGracePeriodMultiplier=1.5"
        # The schema wants this order: plugins, systemUsage, sslContext, transportConnectors.
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<beans xmlns="http://www.springframework.org/schema/beans" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="
    http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans-2.0.xsd
    http://activemq.apache.org/schema/core http://activemq.apache.org/schema/core/activemq-core.xsd">
  <broker xmlns="http://activemq.apache.org/schema/core" brokerName="gc" persistent="false" useJmx="false"
          schedulerSupport="false" advisorySupport="true" useShutdownHook="true">
    <plugins><simpleAuthenticationPlugin><users>{users}</users></simpleAuthenticationPlugin></plugins>
    <systemUsage><systemUsage>
      <memoryUsage><memoryUsage limit="64 mb"/></memoryUsage>
      <storeUsage><storeUsage limit="64 mb"/></storeUsage>
      <tempUsage><tempUsage limit="64 mb"/></tempUsage>
    </systemUsage></systemUsage>
    {ssl}
    <transportConnectors><transportConnector name="stomp" uri="{stomp}"/>{more}</transportConnectors>
  </broker>
</beans>
"""

    def _make_certificate(self, valid_days: int, names: tuple[str, ...]) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Floorwalker's test broker")])
        hosts = [x509.IPAddress(ip_address(n)) if n[0].isdigit() else x509.DNSName(n) for n in names]
        start = datetime.now(UTC) - timedelta(hours=1)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=valid_days))
            .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.ca_certs.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        locked = serialization.BestAvailableEncryption(KEY_STORE_PASSWORD.encode())
        store = pkcs12.serialize_key_and_certificates(b"broker", key, certificate, None, locked)
        (self.base / "broker.p12").write_bytes(store)


@pytest.fixture(scope="module")
def activemq() -> Iterator[Broker]:
    """A running broker for one module's tests; a test that ends or freezes it brings it back."""
    with Broker() as broker:
        yield broker


@pytest.fixture(scope="module")
def activemq_tls() -> Iterator[Broker]:
    """A running broker that speaks TLS too."""
    with Broker(tls=True) as broker:
        yield broker
