"""What it costs to try a password."""

from core.people import passwords


def test_a_digest_costs_what_the_library_advises_for_little_memory() -> None:
    digest = passwords.digest_of("nine blue herons")

    assert digest.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.fits(digest, "nine blue herons")
    assert not passwords.fits(digest, "nine blue heron")


def test_whom_nobody_knows_costs_as_much() -> None:
    assert not passwords.fits(None, "nine blue herons")
    assert passwords._nobodys().startswith("$argon2id$v=19$m=65536,t=3,p=4$")
