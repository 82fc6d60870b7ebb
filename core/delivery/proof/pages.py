"""The pages of a proof: the same facts for people, to be printed and filed."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from html import escape
from typing import Any

from core.approvals.model import Stage
from core.foundation import words
from core.foundation.words import say
from core.messages.writers import letter

Facts = dict[str, Any]
STYLE = """
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) "/" counter(pages);
font: 8pt sans-serif } }
body { font: 9.5pt/1.4 "DejaVu Sans", sans-serif; color: #1a1a1a }
h1 { font-size: 16pt; margin: 0 0 2mm } h2 { font-size: 11.5pt; margin: 6mm 0 2mm }
table { border-collapse: collapse; width: 100% }
td, th { border-bottom: 0.4pt solid #bbb; padding: 1mm 2mm 1mm 0; text-align: left;
vertical-align: top } code { font: 7.5pt "DejaVu Sans Mono", monospace; word-break: break-all }
pre { font: 8pt/1.35 "DejaVu Sans Mono", monospace; white-space: pre-wrap;
overflow-wrap: anywhere; border-left: 2pt solid #bbb; padding-left: 3mm }
"""


def pdf(facts: Facts, *, language: str, zone: str) -> bytes:
    """The pages as PDF. Raises as `letter.printed` does."""
    return letter.typeset(
        html(facts, language=language, zone=zone), made_at=facts["made_at"]
    ).pdf


def html(facts: Facts, *, language: str, zone: str) -> str:
    """One page that loads nothing; whatever it quotes is escaped text."""
    body = "".join(_Pages(facts, language, zone).sections())
    head = f"<meta charset='utf-8'><style>{STYLE}</style>"
    return f"<html lang='{escape(language)}'><head>{head}</head><body>{body}</body></html>"


class _Pages:
    """The sections, in the order in which they are read."""

    def __init__(self, facts: Facts, language: str, zone: str) -> None:
        self.facts, self.language, self.zone = facts, language, zone

    def sections(self) -> Iterator[str]:
        campaign = self.facts["campaign"]
        yield f"<h1>{escape(campaign['name'])}</h1><p>{escape(campaign['goal'])}</p>"
        yield self._table("", self._summary())
        yield self._table("audience", self._falls())
        yield self._table("route", self._route())
        yield self._table("decisions", self._decisions())
        if contact := self.facts.get("contact"):
            yield from self._contact(contact)
        else:
            yield from self._message()
        yield self._table("journal", self._journal())

    def say(self, key: str, **values: words.Value) -> str:
        return say(self.language, key, **values)

    def _table(self, name: str, rows: Iterator[tuple[str, ...]]) -> str:
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in rows
        )
        title = f"<h2>{escape(self.say(f'proving-{name}'))}</h2>" if name else ""
        return f"{title}<table>{lines}</table>" if lines else ""

    def _moment(self, moment: str | None) -> str:
        if not moment:
            return "–"
        return words.moment(self.language, datetime.fromisoformat(moment), self.zone)

    def _name(self, person: str | None) -> str:
        return str(self.facts["people"].get(person, person or ""))

    def _summary(self) -> Iterator[tuple[str, ...]]:
        campaign = self.facts["campaign"]
        yield self.say("proving-made"), self._moment(self.facts["made_at"])
        yield self.say("proving-status"), self.say(f"campaigns-status-{campaign['status']}")
        yield (
            self.say("campaigns-field-purpose"),
            self.say(f"campaigns-purpose-{campaign['purpose']}"),
        )
        sender = f"{campaign['sender_name']} · {campaign['sender_address']}"
        yield self.say("approvals-sender"), sender
        yield self.say("campaigns-field-send_at"), self._moment(campaign["send_at"])
        yield self.say("proving-fingerprint"), self.facts["sealed"]["fingerprint"] or "–"
        yield self.say("proving-digest"), self.facts["audience"]["digest"]

    def _falls(self) -> Iterator[tuple[str, ...]]:
        for reason, accounts, contacts in self.facts["audience"]["waterfall"]:
            if contacts or accounts:
                counts = (words.number(self.language, one) for one in (accounts, contacts))
                yield self.say(f"campaigns-fate-{reason}"), *counts

    def _route(self) -> Iterator[tuple[str, ...]]:
        for stage in map(Stage.from_json, self.facts["route"]):
            reasons = "; ".join(one.sentence(self.language) for one in stage.reasons)
            rules = ", ".join(one.rule for one in stage.reasons)
            yield stage.label[self.language], reasons, rules

    def _decisions(self) -> Iterator[tuple[str, ...]]:
        for one in self.facts["decisions"]:
            verdict = self.say(f"approvals-verdict-{one['verdict']}")
            if one["on_behalf_of"]:
                whose = self._name(one["on_behalf_of"])
                verdict = self.say("approvals-verdict-for", verdict=verdict, whose=whose)
            fallen = self.say("approvals-fell") if one["voided_at"] else ""
            said = "; ".join(filter(None, [one["comment"], *one["remarks"].values()]))
            who, when = self._name(one["decided_by"]), self._moment(one["decided_at"])
            yield when, who, verdict, said, fallen, one["fingerprint"][:16]

    def _message(self) -> Iterator[str]:
        for writing in self.facts["message"]:
            yield f"<h2>{escape(self.say('proving-message'))}</h2>"
            yield f"<p><b>{escape(writing['subject'])}</b></p>"
            yield f"<pre>{escape(writing['text'] or writing['html'])}</pre>"

    def _contact(self, contact: Facts) -> Iterator[str]:
        about = (contact["contact_id"], contact["account_id"], contact["address"])
        why = self.say(f"campaigns-fate-{contact['why']}")
        yield self._table("contact", iter([(*about, why)]))
        yield self._table("consents", self._consents(contact))
        for one in contact["dispatches"]:
            yield self._table("sent", self._tries(one))
            mail = message_from_string(one["rendered"], _class=EmailMessage, policy=default)
            text = mail.get_body(("plain", "html")) if one["rendered"] else None
            yield f"<p><b>{escape(str(mail['Subject'] or ''))}</b></p>"
            yield f"<pre>{escape('' if text is None else text.get_content())}</pre>"
            yield f"<p><code>SHA-256 {escape(one['rendered_digest'])}</code></p>"

    def _consents(self, contact: Facts) -> Iterator[tuple[str, ...]]:
        for one in contact["consents"]:
            purpose = self.say(f"campaigns-purpose-{one['purpose']}")
            days = f"{one['given_on'] or '–'} … {one['withdrawn_on'] or ''}"
            channel, basis = (self._code(one[name]) for name in ("channel", "basis"))
            yield channel, purpose, basis, one["source"] or "", days

    def _code(self, code: str) -> str:
        """A code of the client data in words, where it has any."""
        key = f"accounts-code-{code}"
        return self.say(key) if key in words.keys(self.language) else code

    def _tries(self, dispatch: Facts) -> Iterator[tuple[str, ...]]:
        state = self.say(f"delivery-state-{dispatch['state']}")
        yield self._moment(dispatch["sent_at"]), state, dispatch["answer"]
        for one in dispatch["attempts"]:
            state = self.say(f"delivery-state-{one['state']}")
            yield self._moment(one["attempted_at"]), state, one["answer"]

    def _journal(self) -> Iterator[tuple[str, ...]]:
        for one in self.facts["journal"]:
            when = self._moment(one["at"])
            yield (
                str(one["number"]),
                when,
                self._name(one["by"]),
                one["verb"],
                one["digest"][:16],
            )
