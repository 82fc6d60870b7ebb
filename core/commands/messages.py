"""Checking a template in a file, listing the saved ones, filling one for a contact."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.briefs import quotable
from core.briefs import records as briefs
from core.cockpit import Cockpit
from core.commands.asking import OK, REFUSED, Arguments, add, show
from core.foundation.clock import SystemClock
from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.messages import actions as messages
from core.messages import records, snippet_records, tables
from core.messages.advice import ADVERTISING, DRAFT, SERVICE, of_the_house
from core.messages.finishing import checked, finished, finished_template
from core.messages.hosts import links_of
from core.messages.limits import render_limited
from core.messages.linting import LONGEST_SOURCE
from core.messages.model import (
    PARTS,
    Channel,
    Finding,
    Markup,
    Part,
    Rendered,
    Template,
    TemplateId,
    Writing,
    errors,
)
from core.messages.redirects import redirect_findings
from core.messages.rendering import language_of, values_for
from core.messages.spam import spam_findings, specimen

_MJML = re.compile(r"\A\s*+(?:<!--.*?-->\s*+)*+<mjml\b", re.DOTALL | re.IGNORECASE)
TEXT_ENDINGS = frozenset({".txt", ".text"})


class UnknownContact(Refusal):
    """Nobody goes by that id in the published client data."""


class UnknownBrief(Refusal):
    """There is no brief by that id or name."""


class UnreadableFile(Refusal):
    """The file is not there, or not text."""


def add_to(commands: Any) -> None:
    """Add ``template check``, ``template list`` and ``render``."""
    template = commands.add_parser("template", help="Check and list templates.")
    verbs = template.add_subparsers(required=True, metavar="VERB")
    add(verbs, "list", template_list)
    checking = add(verbs, "check", template_check)
    checking.add_argument("file", metavar="FILE", type=Path, help="MJML, HTML, or text if .txt")
    checking.add_argument("--channel", choices=list(Channel), default=Channel.EMAIL)
    checking.add_argument("--service", action="store_true", help="it is declared as service")
    checking.add_argument("--follow", action="store_true", help="ask each link where it leads")
    checking.add_argument("--spam", action="store_true", help="ask SpamAssassin, if installed")
    filling = add(commands, "render", render)
    filling.add_argument("template", metavar="TEMPLATE", help="its id or its name")
    filling.add_argument("--contact", metavar="ID", required=True)
    filling.add_argument("--brief", metavar="BRIEF", default="", help="its id or its name")
    filling.add_argument("--part", choices=list(Part), help="only this part of it")


def template_check(_house: Cockpit, arguments: Arguments) -> int:
    """Check a template, one line a finding; exit code 1 if one keeps it from being saved."""
    findings = _findings(arguments)
    facts = {
        "file": str(arguments.file),
        "errors": len(errors(findings)),
        "findings": [_facts(finding) for finding in findings],
    }
    lines = [
        f"{arguments.file}:{one.line}: {one.severity}: {one.sentence('en')}" for one in findings
    ]
    show(arguments, facts, "\n".join(lines) or say("en", "messages-all-well"))
    return REFUSED if facts["errors"] else OK


def template_list(house: Cockpit, arguments: Arguments) -> int:
    """List the messages with their current version."""
    with house.store.reading() as tx:
        saved = records.everything(tx)
    facts = [
        {"id": one.id, "name": one.name, "version": one.version, "saved_by": one.saved_by}
        for one in saved
    ]
    lines = [f"{one.id}  v{one.version}  {one.name}" for one in saved]
    show(arguments, {"templates": facts}, "\n".join(lines))
    return OK


def render(house: Cockpit, arguments: Arguments) -> int:
    """Fill a saved template for one contact of the published data; nothing is sent."""
    template = _named(house, arguments.template)
    found = tables.recipient(house.warehouse.current(), arguments.contact)
    if found is None:
        raise UnknownContact("messages-unknown-contact", contact=arguments.contact)
    address = house.settings.sender_address
    values = values_for(
        found.contact,
        found.account,
        {"name": address, "address": address},
        unsubscribe_url=f"{house.settings.public_url}/u/example",
        survey_url=f"{house.settings.public_url}/s/example",
        brief=_facts_of(house, arguments.brief, template.first.language),
    )
    with house.store.reading() as tx:
        shared = snippet_records.used_in(tx, template)
    rendered = render_limited(finished_template(template, shared)[0], values)
    whole = vars(rendered) | {"template": template.id, "version": template.version}
    show(arguments, whole, _shown(template.channel, rendered, arguments.part))
    return OK


def _findings(arguments: Arguments) -> list[Finding]:
    """What is to say of the part that a file is, on its channel."""
    channel = Channel(arguments.channel)
    part = _part_of(channel, arguments.file)
    source = _text_of(arguments.file)
    markup = Markup.MJML if part is Part.HTML and _MJML.match(source) else Markup.HTML
    words: dict[str, Any] = {part: source}
    writing = replace(Writing(markup=markup, language=language_of(source)), **words)
    findings = checked(writing, channel)
    if not errors([one for one in findings if one.part is part]):
        made = finished(writing, channel)
        about = replace(DRAFT, purpose=SERVICE if arguments.service else ADVERTISING)
        late = of_the_house(channel, made, about)
        if arguments.follow:
            late += redirect_findings(links_of(made), about.manners.links)
        if arguments.spam:
            late += spam_findings(specimen(made, at=SystemClock().now()))
        # Lines of what MJML became are nobody's.
        findings += [replace(one, line=0) for one in late] if markup is Markup.MJML else late
    return sorted([one for one in findings if one.part is part], key=lambda one: one.line)


def _part_of(channel: Channel, file: Path) -> Part:
    if channel is Channel.EMAIL and file.suffix.lower() in TEXT_ENDINGS:
        return Part.TEXT
    return PARTS[channel][-1]


def _shown(channel: Channel, rendered: Rendered, part: str | None) -> str:
    if part is not None:
        return str(getattr(rendered, part))
    if channel is Channel.EMAIL:
        return f"{rendered.subject}\n\n{rendered.text}"
    said = (str(getattr(rendered, one)) for one in PARTS[channel])
    return "\n\n".join(one for one in said if one.strip())


def _named(house: Cockpit, name: str) -> Template:
    with house.store.reading() as tx:
        named = [one for one in records.everything(tx) if one.name == name]
        return named[0] if named else messages.get(tx, TemplateId(name))


def _facts_of(house: Cockpit, name: str, language: str) -> dict[str, Any]:
    """A brief's facts as a preview shows them. Raises `UnknownBrief`."""
    if not name:
        return {}
    with house.store.reading() as tx:
        known = briefs.everything(tx)
        found = [one for one in known if name in (one.id, one.name)]
        if not found:
            raise UnknownBrief("messages-unknown-brief", name=name)
        facts = briefs.facts(tx, found[0].id)
    return quotable.previewed(facts, on=house.today(), language=language)


def _text_of(path: Path) -> str:
    try:
        # One letter more than a part may have: the check says so, and memory stays small.
        with path.open(encoding="utf-8-sig", newline="") as file:
            return file.read(LONGEST_SOURCE + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile("messages-unreadable-file", name=str(path)) from error


def _facts(finding: Finding) -> dict[str, Any]:
    facts = {"part": finding.part, "line": finding.line, "severity": finding.severity}
    words = {"key": finding.key, "message": finding.sentence("en")}
    return facts | words | {"values": dict(finding.values)}
