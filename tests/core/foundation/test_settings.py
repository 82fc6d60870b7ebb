"""What the environment may say, and what it may not."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from core.cockpit import open_cockpit
from core.foundation.settings import Settings
from core.ways import UnsafeRelay


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_TLS", "yes"),
        ("SMTP_TLS", "STARTTLS "),
        ("LANGUAGE", "de"),
        ("TIME_ZONE", "Moscow"),
        ("TIME_ZONE", "../../etc/passwd"),
        ("TIME_ZONE", ""),
    ],
)
def test_a_word_that_nobody_knows_is_refused_at_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"COCKPIT_{name}", value)

    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def relay(monkeypatch: pytest.MonkeyPatch, host: str, tls: str) -> None:
    monkeypatch.setenv("COCKPIT_SMTP_HOST", host)
    monkeypatch.setenv("COCKPIT_SMTP_TLS", tls)
    monkeypatch.setenv("COCKPIT_SMTP_NAME", "cockpit")
    monkeypatch.setenv("COCKPIT_SMTP_PASSWORD", "secret")


def test_a_password_does_not_leave_this_machine_in_the_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    relay(monkeypatch, "relay.example", "none")

    with pytest.raises(UnsafeRelay, match=r"relay\.example") as refused:
        open_cockpit(Settings(data=tmp_path))

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "tls"), [("relay.example", "starttls"), ("relay.example", "tls"), ("::1", "none")]
)
def test_a_password_that_nobody_can_read_on_the_way_is_fine(
    monkeypatch: pytest.MonkeyPatch, host: str, tls: str
) -> None:
    relay(monkeypatch, host, tls)

    assert Settings().keeps_its_password
