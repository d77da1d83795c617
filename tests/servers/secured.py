"""A Kafka of one's own that lets in who it knows, over TLS, and no further than it was told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import ACL, ACLOperation, ACLPermissionType, ACLResourcePatternType, ResourcePattern, ResourceType

from tests.servers.certificates import Authority
from tests.servers.kafka import Broker

OWNER = "owner"
MECHANISM = "SCRAM-SHA-512"


class Secured(Broker):
    """Clients come by TLS with a name and a password; `owner` may do everything, the users what they are granted."""

    protocol = "SASL_SSL"

    def __init__(self, *users: str, **properties: str) -> None:
        super().__init__(**properties)
        self.authority = Authority(self.folder)
        self.formatted = tuple(
            word
            for user in (OWNER, *users)
            for word in ("--add-scram", f"{MECHANISM}=[name={user},password={password(user)}]")
        )

    def properties(self) -> dict[str, str]:
        return {
            **super().properties(),
            **_tls(self.authority),
            # Broker and controller, one process, know each other by the machine's certificate.
            "listener.security.protocol.map": f"CLIENT:{self.protocol},CONTROLLER:SSL",
            "listener.name.controller.ssl.client.auth": "required",
            "sasl.enabled.mechanisms": MECHANISM,
            "sasl.mechanism.inter.broker.protocol": MECHANISM,
            f"listener.name.client.{MECHANISM.lower()}.sasl.jaas.config": _login(OWNER),
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": f"User:{OWNER};User:CN=machine",
            **self.told,
        }

    def client(self, user: str = OWNER) -> dict[str, Any]:
        """What a client of kafka-python is told that comes as this user."""
        return {
            **super().client(),
            "security_protocol": self.protocol,
            "ssl_cafile": str(self.authority.certificate),
            "sasl_mechanism": MECHANISM,
            "sasl_plain_username": user,
            "sasl_plain_password": password(user),
        }

    def grant(
        self,
        user: str,
        operation: ACLOperation,
        name: str,
        resource: ResourceType = ResourceType.TOPIC,
        pattern: ACLResourcePatternType = ACLResourcePatternType.LITERAL,
    ) -> None:
        """Lets a user do this to that, from anywhere."""
        what = ResourcePattern(resource, name, pattern)
        with closing(KafkaAdminClient(**self.client())) as admin:
            refused = admin.create_acls([ACL(f"User:{user}", "*", operation, ACLPermissionType.ALLOW, what)])["failed"]
        assert not refused, refused


def password(user: str) -> str:
    """Which this broker takes from a user."""
    return f"{user}-secret"


def _login(user: str) -> str:
    module = "org.apache.kafka.common.security.scram.ScramLoginModule"
    return f'{module} required username="{user}" password="{password(user)}";'


def _tls(authority: Authority) -> dict[str, str]:
    certificate, key = authority.machine()
    both: Path = authority.folder / "machine.both"
    both.write_text(key.read_text() + certificate.read_text())
    return {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(both),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(authority.certificate),
    }
