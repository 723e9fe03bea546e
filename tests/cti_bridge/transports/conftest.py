"""The brokers that these tests run against."""

from tests.services.activemq import activemq, activemq_tls

__all__ = ["activemq", "activemq_tls"]
