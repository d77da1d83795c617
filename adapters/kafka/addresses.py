"""Refuses settings that can never work before anything waits for them, and says what stops one that might."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

from adapters.settings import PREFIX, Settings, place, refused

SECONDS = 2.0


def servers(addresses: str) -> str:
    """Kafka's servers, as `host:port` separated by commas. Raises Invalid."""
    some = [address.strip() for address in addresses.split(",") if address.strip()]
    if not some:
        raise refused("KAFKA", "it names nobody; kafka-1:9092,kafka-2:9092 would")
    for address in some:
        place("KAFKA", address)
    return ",".join(some)


def check_security(settings: Settings) -> None:
    """Raises Invalid when the settings do not say who we are, or whom to trust."""
    if settings.kafka_protocol.startswith("SASL"):
        if not settings.kafka_user:
            raise refused("KAFKA_USER", f"{settings.kafka_protocol} needs to know as whom")
        if not settings.kafka_password:
            raise refused("KAFKA_PASSWORD", f"{settings.kafka_protocol} needs one")
    if settings.kafka_protocol.endswith("SSL"):
        _check_files(settings)


def _check_files(settings: Settings) -> None:
    context = ssl.create_default_context()
    if settings.kafka_ca is not None:
        _there("KAFKA_CA", settings.kafka_ca)
        try:
            context.load_verify_locations(settings.kafka_ca)
        except ssl.SSLError:
            raise refused("KAFKA_CA", f"{settings.kafka_ca} holds no certificates (PEM)") from None
    if settings.kafka_key is not None:
        _there("KAFKA_KEY", settings.kafka_key)
        if settings.kafka_certificate is None:
            raise refused("KAFKA_CERTIFICATE", f"{PREFIX}KAFKA_KEY is the key of one, and there is none")
    if settings.kafka_certificate is not None:
        _there("KAFKA_CERTIFICATE", settings.kafka_certificate)
        try:
            context.load_cert_chain(settings.kafka_certificate, settings.kafka_key, password="")
        except ssl.SSLError:
            raise refused(
                "KAFKA_CERTIFICATE", f"{settings.kafka_certificate} and its key (PEM, without a password) do not fit"
            ) from None


def _there(setting: str, file: str) -> None:
    try:
        with Path(file).open("rb"):
            pass
    except OSError as error:
        raise refused(setting, f"{file} cannot be read: {error.strerror}") from None


def in_the_way(addresses: str, protocol: str) -> str:
    """Why these servers cannot be reached, as far as a bare connection to each can tell."""
    return "; ".join(f"{address}: {_why(address, protocol)}" for address in addresses.split(","))


def _why(address: str, protocol: str) -> str:
    try:
        with socket.create_connection(place("KAFKA", address), timeout=SECONDS):
            return f"it answers, but does not speak {protocol}, or does not let us in; see {PREFIX}KAFKA_PROTOCOL"
    except socket.gaierror:
        return "there is no host of that name"
    except TimeoutError:
        return "it does not answer"
    except OSError as error:
        return str(error.strerror or error).lower()
