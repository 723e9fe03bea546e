"""What every command of XUC is made of. Keys are spelt as the server reads them: `agentid` here, `agentId` there (1.1).

A command without an agent's id is about oneself.
"""

from msgspec import Struct


class Asked(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, tag_field="command"):
    """A command. What has its default is not sent."""


class AskedOfCustomer(Asked, frozen=True, kw_only=True):
    """A command that holds a customer's number, or words about one: it prints without any of it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"
