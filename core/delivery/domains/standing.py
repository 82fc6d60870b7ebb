"""How our domains stand with those who receive their mail: SPF, DKIM, DMARC, PTR, list headers.

Each finding is a sentence, and where DNS has to say something else, what.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from ipaddress import ip_address

from core.delivery.domains import dmarc, spf
from core.delivery.domains.asking import Dns, Silent
from core.delivery.domains.dkim import SigningKey
from core.delivery.domains.dmarc import Alignment
from core.delivery.domains.keys import quoted, record, record_name
from core.foundation.hosts import is_loopback
from core.foundation.words import Value, say


class Subject(StrEnum):
    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"
    PTR = "ptr"
    LIST = "list"
    RETURNS = "returns"


class Grade(StrEnum):
    GOOD = "good"
    LOOK = "look"  # it works, and could be better
    MEND = "mend"  # mail is refused for it, or goes to spam
    UNKNOWN = "unknown"  # nobody answered, or nobody here can know


@dataclass(frozen=True)
class Finding:
    """What was found of a domain; `name` and `record`: what belongs into DNS, or nothing."""

    subject: Subject
    grade: Grade
    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    name: str = ""
    record: str = ""

    def sentence(self, language: str) -> str:
        return say(language, f"standing-{self.key}", **self.values)

    def told(self, language: str) -> str:
        """The same on lines of their own, with what belongs into DNS."""
        lines = [f"{self.subject}: {self.grade}: {self.sentence(language)}"]
        return "\n".join([*lines, f"    {self.zone_line}"] if self.record else lines)

    @property
    def zone_line(self) -> str:
        """What belongs into DNS, as a line of a zone file."""
        return f"{self.name}. IN TXT {quoted(self.record)}"


@dataclass(frozen=True)
class Setup:
    """As whom this house sends, and by what. Domains are in ASCII."""

    senders: Sequence[str]  # the domains of those it writes as
    returns_to: str  # the domain of return paths; empty: each sender's own
    keys: Sequence[SigningKey]  # none: the relay may sign
    relay: str  # host
    has_one_click: bool

    def envelope(self, sender: str) -> str:
        return self.returns_to or sender


def findings(dns: Dns, setup: Setup) -> list[Finding]:
    """Everything, in the order of the subjects; a question nobody answers is one of them."""
    envelopes = dict.fromkeys(setup.envelope(sender) for sender in setup.senders)
    asked: list[tuple[Subject, str, Callable[[], Iterator[Finding]]]] = [
        *((Subject.SPF, one, partial(_spf, dns, one, setup.relay)) for one in envelopes),
        *((Subject.DKIM, key.domain, partial(_dkim, dns, key)) for key in setup.keys),
        *((Subject.DMARC, one, partial(_dmarc, dns, one, setup)) for one in setup.senders),
        (Subject.PTR, setup.relay, partial(_ptr, dns, setup.relay)),
    ]
    if setup.returns_to:
        asked.append((Subject.RETURNS, setup.returns_to, partial(_returns, dns, setup)))
    found = [one for subject, name, ask in asked for one in _heard(subject, name, ask)]
    if not setup.keys:
        found.append(Finding(Subject.DKIM, Grade.UNKNOWN, "dkim-not-here"))
    order = [*Subject]
    return sorted([*found, _list(setup)], key=lambda one: order.index(one.subject))


def _heard(subject: Subject, name: str, ask: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(ask())
    except Silent as fault:
        return [Finding(subject, Grade.UNKNOWN, "silent", {"name": str(fault) or name})]


def _spf(dns: Dns, domain: str, relay: str) -> Iterator[Finding]:
    found = spf.records(dns, domain)
    if len(found) != 1:
        who = f"a:{relay} " if relay and not _is_here(relay) else ""
        key, there = ("spf-several", len(found)) if found else ("spf-none", 0)
        values: dict[str, Value] = {"domain": domain, "n": there}
        # Behind our own relay nobody here knows who sends, and “nobody” would stop all mail.
        wanted = f"{spf.VERSION} {who}-all" if who and not found else ""
        yield Finding(Subject.SPF, Grade.MEND, key, values, domain, wanted)
        return
    read = spf.read(dns, domain, found[0])
    values = {"domain": domain, "lookups": read.lookups, "term": read.broken}
    if read.broken:
        yield Finding(Subject.SPF, Grade.MEND, "spf-broken", values)
    elif read.lookups > spf.MOST_LOOKUPS:
        yield Finding(Subject.SPF, Grade.MEND, "spf-lookups", values)
    elif read.all_sign == "+":
        stricter = " ".join([spf.VERSION, *_without_all(read), "-all"])
        yield Finding(Subject.SPF, Grade.MEND, "spf-all", values, domain, stricter)
    elif read.all_sign == "?" or not (read.all_sign or read.leads_on):
        stricter = " ".join([spf.VERSION, *_without_all(read), "-all"])
        yield Finding(Subject.SPF, Grade.LOOK, "spf-open", values, domain, stricter)
    else:
        yield Finding(Subject.SPF, Grade.GOOD, "spf-good", values)


def _without_all(read: spf.Spf) -> list[str]:
    return [term.text for term in read.terms if term.name != "all"]


def _dkim(dns: Dns, key: SigningKey) -> Iterator[Finding]:
    name, ours = record_name(key), record(key)
    found = dns.texts(name)
    values: dict[str, Value] = {"name": name, "algorithm": key.algorithm, "n": len(found)}
    told = [dmarc.tags(text) for text in found]
    if not found:
        yield Finding(Subject.DKIM, Grade.MEND, "dkim-none", values, name, ours)
    elif len(found) > 1:
        yield Finding(Subject.DKIM, Grade.MEND, "dkim-several", values, name, ours)
    elif told[0].get("p") == "":
        yield Finding(Subject.DKIM, Grade.MEND, "dkim-revoked", values, name, ours)
    elif not _is_ours(told[0], dmarc.tags(ours)):
        yield Finding(Subject.DKIM, Grade.MEND, "dkim-other", values, name, ours)
    elif "y" in told[0].get("t", "").split(":"):
        yield Finding(Subject.DKIM, Grade.LOOK, "dkim-testing", values, name, ours)
    else:
        yield Finding(Subject.DKIM, Grade.GOOD, "dkim-good", values)


def _is_ours(told: Mapping[str, str], ours: Mapping[str, str]) -> bool:
    same_key = "".join(told.get("p", "").split()) == ours["p"]
    return same_key and told.get("k", "rsa").lower() == ours["k"]


def _dmarc(dns: Dns, sender: str, setup: Setup) -> Iterator[Finding]:
    policy = dmarc.policy(dns, sender)
    values: dict[str, Value] = {
        "domain": sender,
        "at": policy.at,
        "policy": policy.wish,
        "n": policy.count,
    }
    if policy.count != 1 or not policy.is_readable:
        key = {0: "dmarc-none", 1: "dmarc-unreadable"}.get(policy.count, "dmarc-several")
        name = f"_dmarc.{policy.at or sender}"
        wanted = f"{dmarc.VERSION}; p=none; rua=mailto:postmaster@{sender}"
        yield Finding(Subject.DMARC, Grade.MEND, key, values, name, wanted)
        return
    yield _wish(policy, values)
    yield _alignment(policy, sender, setup)


def _wish(policy: dmarc.Policy, values: Mapping[str, Value]) -> Finding:
    if policy.wish == "none":
        wanted = policy.record_wishing("quarantine")
        name = f"_dmarc.{policy.at}"
        return Finding(Subject.DMARC, Grade.LOOK, "dmarc-watching", values, name, wanted)
    return Finding(Subject.DMARC, Grade.GOOD, f"dmarc-{policy.wish}", values)


def _alignment(policy: dmarc.Policy, sender: str, setup: Setup) -> Finding:
    envelope = setup.envelope(sender)
    by_return = policy.aligns(Alignment.SPF, sender, envelope)
    signing = sorted({key.domain for key in setup.keys})
    by_key = any(policy.aligns(Alignment.DKIM, sender, one) for one in signing)
    values: dict[str, Value] = {
        "domain": sender,
        "envelope": envelope,
        "signing": ", ".join(signing),
    }
    if by_return and (by_key or not signing):
        return Finding(Subject.DMARC, Grade.GOOD, "aligned", values)
    if by_key:
        return Finding(Subject.DMARC, Grade.LOOK, "aligned-by-key", values)
    if by_return:
        return Finding(Subject.DMARC, Grade.LOOK, "aligned-by-return", values)
    key = "not-aligned" if signing else "not-aligned-unsigned"
    return Finding(Subject.DMARC, Grade.MEND, key, values)


def _ptr(dns: Dns, relay: str) -> Iterator[Finding]:
    if not relay or _is_here(relay):
        yield Finding(Subject.PTR, Grade.UNKNOWN, "ptr-not-here")
        return
    addresses = [relay] if _is_address(relay) else dns.addresses(relay)
    if not addresses:
        yield Finding(Subject.PTR, Grade.MEND, "ptr-nowhere", {"relay": relay})
    for address in addresses:
        names = dns.names(address)
        values: dict[str, Value] = {
            "address": address,
            "relay": relay,
            "names": ", ".join(names),
        }
        if not names:
            yield Finding(Subject.PTR, Grade.MEND, "ptr-none", values)
        elif not any(address in dns.addresses(name) for name in names):
            yield Finding(Subject.PTR, Grade.MEND, "ptr-one-way", values)
        else:
            yield Finding(Subject.PTR, Grade.GOOD, "ptr-good", values)


def _returns(dns: Dns, setup: Setup) -> Iterator[Finding]:
    there = dns.exchanges(setup.returns_to)
    values: dict[str, Value] = {"domain": setup.returns_to, "hosts": ", ".join(there)}
    if there:
        yield Finding(Subject.RETURNS, Grade.GOOD, "returns-good", values)
    else:
        yield Finding(Subject.RETURNS, Grade.MEND, "returns-nobody", values)


def _list(setup: Setup) -> Finding:
    if setup.has_one_click:
        return Finding(Subject.LIST, Grade.GOOD, "list-good")
    return Finding(Subject.LIST, Grade.MEND, "list-by-mail")


def _is_here(host: str) -> bool:
    return is_loopback(host) or (_is_address(host) and ip_address(host).is_private)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
