"""What fields and facts are called, and refusals that name them."""

from collections.abc import Sequence

from core.briefs.model import FACT
from core.foundation.refusal import Refusal
from core.foundation.words import Value, say
from core.rulebook.facts import declared_facts


def spoken(name: str, language: str) -> str:
    """A field's name, or a fact's (``fact:<key>``), as people know it."""
    if not name.startswith(FACT):
        return say(language, f"briefs-field-{name}")
    key = name.removeprefix(FACT)
    declared = declared_facts().get(key)
    return key if declared is None else declared.label.text(language)


class Naming(Refusal):
    """A refusal about fields or facts, each called by its name."""

    def __init__(self, key: str, /, *, things: Sequence[str], **values: Value) -> None:
        super().__init__(key, **values)
        self.things = tuple(things)

    def sentence(self, language: str) -> str:
        named = ", ".join(spoken(one, language) for one in self.things)
        return say(language, self.key, **self.values, things=named)
