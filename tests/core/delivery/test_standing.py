"""What a real DNS server says of our domains, and what we make of it."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from core.delivery.domains import standing
from core.delivery.domains.asking import Dns, Resolver
from core.delivery.domains.dkim import SigningKey
from core.delivery.domains.keys import record, record_name
from core.delivery.domains.standing import Finding, Grade, Setup, Subject
from core.foundation.words import LANGUAGES
from tests.core.delivery.name_server import Zone, answering, silence

RSA = SigningKey("good.example", "r", generate_private_key(65537, 2048))
ED25519 = SigningKey("good.example", "e", Ed25519PrivateKey.generate())
DMARC = "v=DMARC1; p=reject; rua=mailto:d@good.example"
CHAIN = [(f"n{n}.long.example", f"v=spf1 include:n{n + 1}.long.example") for n in range(11)]
ZONE = Zone(
    texts=[
        ("good.example", "v=spf1 a:mx.good.example include:_spf.good.example -all"),
        ("good.example", "google-site-verification=x"),
        ("_spf.good.example", "v=spf1 ip4:192.0.2.0/24 ~all"),
        ("_dmarc.good.example", DMARC),
        (record_name(RSA), record(RSA)),
        (record_name(ED25519), record(ED25519)),
        ("open.example", "v=spf1 mx +all"),
        ("shrug.example", "v=spf1 mx ?all"),
        ("silent.example", "v=spf1 mx"),
        ("moved.example", "v=spf1 redirect=good.example"),
        ("two.example", "v=spf1 -all"),
        ("two.example", "v=spf1 mx -all"),
        ("typo.example", "v=spf1 ip5:192.0.2.1 -all"),
        ("hollow.example", "v=spf1 include:nowhere.example -all"),
        ("circle.example", "v=spf1 include:circle.example -all"),
        ("other.example", "v=spf10 -all"),
        ("long.example", "v=spf1 include:n0.long.example -all"),
        *CHAIN,
        ("_dmarc.two.example", "v=DMARC1; p=none"),
        ("_dmarc.two.example", "v=DMARC1; p=reject"),
        ("_dmarc.typo.example", "v=DMARC1; p=refuse"),
        ("_dmarc.watch.example", "v=DMARC1; p=none; rua=mailto:d@watch.example; adkim=s"),
        ("_dmarc.junk.example", "v=DMARC1; p=quarantine; sp=none"),
        ("twice._domainkey.good.example", "v=DKIM1; p=a"),
        ("twice._domainkey.good.example", "v=DKIM1; p=b"),
        ("gone._domainkey.good.example", "v=DKIM1; k=rsa; p="),
        ("theirs._domainkey.good.example", record(ED25519)),
        ("test._domainkey.good.example", record(RSA) + "; t=y:s"),
        ("kind._domainkey.good.example", record(RSA).replace("k=rsa", "k=ed25519")),
    ],
    addresses={"mx.good.example": "45.45.45.1", "mx.bare.example": "45.45.45.2"}
    | {"mx.lying.example": "45.45.45.3"},
    names={"45.45.45.1": "mx.good.example", "45.45.45.3": "elsewhere.example"},
    exchanges={"bounce.good.example": "mx.good.example"},
)
SETUP = Setup(["good.example"], "bounce.good.example", [RSA, ED25519], "mx.good.example", True)  # noqa: FBT003


@pytest.fixture(scope="module")
def dns() -> Iterator[Resolver]:
    with (
        tempfile.TemporaryDirectory(prefix="dnsmasq-") as folder,
        answering(Path(folder), ZONE) as found,
    ):
        yield found


def found(dns: Dns, subject: Subject, **changes: object) -> list[Finding]:
    setup = replace(SETUP, **changes)  # type: ignore[arg-type]
    return [one for one in standing.findings(dns, setup) if one.subject is subject]


def test_a_house_in_order_has_nothing_to_mend(dns: Resolver) -> None:
    setup = replace(SETUP, returns_to="")

    every = standing.findings(dns, setup)

    assert {one.grade for one in every} == {Grade.GOOD}
    assert [one.key for one in every] == [
        *("spf-good", "dkim-good", "dkim-good", "dmarc-reject", "aligned", "ptr-good"),
        "list-good",
    ]
    assert all(one.sentence(language) for one in every for language in LANGUAGES)


@pytest.mark.parametrize(
    ("domain", "key", "wanted"),
    [
        ("open.example", "spf-all", "v=spf1 mx -all"),
        ("shrug.example", "spf-open", "v=spf1 mx -all"),
        ("silent.example", "spf-open", "v=spf1 mx -all"),
        ("moved.example", "spf-good", ""),
        ("two.example", "spf-several", ""),
        ("typo.example", "spf-broken", ""),
        ("hollow.example", "spf-broken", ""),
        ("circle.example", "spf-lookups", ""),
        ("long.example", "spf-lookups", ""),
        ("other.example", "spf-none", "v=spf1 a:mx.good.example -all"),
        ("nowhere.example", "spf-none", "v=spf1 a:mx.good.example -all"),
    ],
)
def test_what_is_wrong_with_who_may_send(
    dns: Resolver, domain: str, key: str, wanted: str
) -> None:
    [one] = found(dns, Subject.SPF, returns_to=domain)

    assert (one.key, one.record) == (key, wanted)
    assert one.name == (domain if wanted else one.name)
    assert "{" not in one.sentence("ru") + one.sentence("en")


@pytest.mark.parametrize(
    ("selector", "key"),
    [
        ("none", "dkim-none"),
        ("twice", "dkim-several"),
        ("gone", "dkim-revoked"),
        ("theirs", "dkim-other"),
        ("kind", "dkim-other"),
        ("test", "dkim-testing"),
    ],
)
def test_a_record_that_does_not_match_our_key_is_told_with_the_one_that_would(
    dns: Resolver, selector: str, key: str
) -> None:
    ours = replace(RSA, selector=selector)

    [one] = found(dns, Subject.DKIM, keys=[ours])

    assert (one.key, one.record) == (key, record(ours))
    assert one.zone_line.startswith(f"{selector}._domainkey.good.example. IN TXT (")
    assert "{" not in one.sentence("ru") + one.sentence("en")


def test_without_a_key_the_relay_may_sign(dns: Resolver) -> None:
    assert [one.key for one in found(dns, Subject.DKIM, keys=[])] == ["dkim-not-here"]


@pytest.mark.parametrize(
    ("sender", "keys"),
    [
        ("nowhere.example", ["dmarc-none"]),
        ("two.example", ["dmarc-several"]),
        ("typo.example", ["dmarc-unreadable"]),
        ("good.example", ["dmarc-reject", "aligned"]),
        ("news.good.example", ["dmarc-reject", "aligned"]),
        ("junk.example", ["dmarc-quarantine", "not-aligned"]),
        ("news.junk.example", ["dmarc-watching", "not-aligned"]),
        ("watch.example", ["dmarc-watching", "not-aligned"]),
    ],
)
def test_what_becomes_of_mail_that_only_claims_to_be_ours(
    dns: Resolver, sender: str, keys: list[str]
) -> None:
    every = found(dns, Subject.DMARC, senders=[sender])

    assert [one.key for one in every] == keys
    assert all("{" not in one.sentence("ru") + one.sentence("en") for one in every)


@pytest.mark.parametrize(
    ("returns_to", "signing", "key"),
    [
        ("", "watch.example", "aligned"),
        ("bounce.watch.example", "watch.example", "aligned"),
        ("bounce.watch.example", "good.example", "aligned-by-return"),
        ("good.example", "watch.example", "aligned-by-key"),
        ("good.example", "mail.watch.example", "not-aligned"),  # adkim=s
        ("evilwatch.example", "good.example", "not-aligned"),
    ],
)
def test_mail_is_known_as_its_own_by_its_returns_or_by_its_signature(
    dns: Resolver, returns_to: str, signing: str, key: str
) -> None:
    keys = [replace(RSA, domain=signing)]

    every = found(
        dns, Subject.DMARC, senders=["watch.example"], returns_to=returns_to, keys=keys
    )

    assert [one.key for one in every] == ["dmarc-watching", key]
    assert every[0].record == ("v=DMARC1; p=quarantine; rua=mailto:d@watch.example; adkim=s")


@pytest.mark.parametrize(
    ("relay", "key"),
    [
        ("mx.good.example", "ptr-good"),
        ("45.45.45.1", "ptr-good"),
        ("mx.bare.example", "ptr-none"),
        ("mx.lying.example", "ptr-one-way"),
        ("mx.nowhere.example", "ptr-nowhere"),
        ("127.0.0.1", "ptr-not-here"),
        ("10.0.0.7", "ptr-not-here"),
    ],
)
def test_what_our_address_is_called(dns: Resolver, relay: str, key: str) -> None:
    assert [one.key for one in found(dns, Subject.PTR, relay=relay)] == [key]


def test_returned_mail_needs_somebody_who_takes_it(dns: Resolver) -> None:
    there = found(dns, Subject.RETURNS)
    nobody = found(dns, Subject.RETURNS, returns_to="nowhere.example")

    assert [one.key for one in there + nobody] == ["returns-good", "returns-nobody"]
    assert found(dns, Subject.RETURNS, returns_to="") == []


def test_unsubscribing_by_mail_alone_is_told(dns: Resolver) -> None:
    assert [one.key for one in found(dns, Subject.LIST, has_one_click=False)] == [
        "list-by-mail"
    ]


def test_a_server_that_does_not_answer_is_no_missing_record() -> None:
    with silence() as dns:
        every = standing.findings(dns, SETUP)

    asked = [one for one in every if one.subject is not Subject.LIST]
    assert {(one.key, one.grade) for one in asked} == {("silent", Grade.UNKNOWN)}
    assert {one.subject for one in asked} == {*Subject} - {Subject.LIST}


@pytest.mark.parametrize(
    "name", ["a" * 64 + ".example", "a..example", "x." * 130, "", "é\ud800"]
)
def test_a_name_that_is_none_is_not_there(dns: Resolver, name: str) -> None:
    [one] = found(dns, Subject.SPF, returns_to=name or "..")

    assert one.key in ("spf-none", "silent")
