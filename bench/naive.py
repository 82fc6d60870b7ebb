"""The pipeline most programs have, in a process of its own; one line of JSON.

    python -m bench.naive MESSAGES BYTES PORT

For each message the template is compiled, filled, its CSS inlined, put into an `EmailMessage`,
signed by dkimpy with RSA-2048 and handed over on a kept connection.
"""

import json
import smtplib
import sys
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import css_inline
import dkim
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jinja2 import Environment

from bench import rehearsal_ground
from bench.reading import timed
from core.messages.environment import environment

SENDER = "news@cockpit.example"
_STYLE = "<style>p { margin: 0 0 12px; } td { padding: 4px; } a { color: #0b5cad; }</style>"
_SIGNED = [b"from", b"to", b"subject", b"date", b"message-id", b"list-unsubscribe"]


def sent(messages: int, size: int, port: int) -> dict[str, Any]:
    """How long so many mails took, in seconds."""
    writing = rehearsal_ground.message(size)
    sources = (writing.subject, writing.text, _STYLE + writing.html)
    key = generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    relay = smtplib.SMTP("127.0.0.1", port)

    def work() -> None:
        for number, values in enumerate(_people(messages)):
            mail = _mail(sources, values, number).as_bytes(policy=SMTP)
            mark = dkim.sign(mail, b"s1", b"cockpit.example", key, include_headers=_SIGNED)
            relay.sendmail(SENDER, f"person{number}@firm.example", mark + mail)

    took = timed(work)
    relay.quit()
    return {**took, "messages": messages}


def _mail(sources: tuple[str, str, str], values: dict[str, Any], number: int) -> EmailMessage:
    subject, text, html = (_filled(source, values) for source in sources)
    mail = EmailMessage()
    mail["From"], mail["To"] = SENDER, f"person{number}@firm.example"
    mail["Subject"], mail["Message-ID"] = subject, f"<{number}.c1@cockpit.example>"
    mail["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    mail["List-Unsubscribe"] = f"<https://house.example/u/{number}>"
    mail.set_content(text)
    mail.add_alternative(css_inline.inline(html), subtype="html")
    return mail


def _filled(source: str, values: dict[str, Any]) -> str:
    jinja = Environment(autoescape=True)
    jinja.filters.update(environment("ru", escapes=True).filters)
    return jinja.from_string(source).render(values)


def _people(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        account = {"name": f"ООО «Компания № {number}»", "city": "Казань", "monthly_fee": 1_000}
        account |= {"since": date(2015, 1, 1), "account_manager": f"Менеджер {number % 40}"}
        contact = {"full_name": f"Иван Сидоров-{number}", "first_name": "Иван"}
        yield rehearsal_ground.fixed() | {"contact": contact, "account": account}


if __name__ == "__main__":
    print(json.dumps(sent(*map(int, sys.argv[1:]))))
