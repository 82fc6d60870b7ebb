"""Saying no out loud: an action the house declines, with a reason a person can act on."""

from core.foundation.words import DEFAULT_LANGUAGE, Value, say


class Refusal(Exception):
    """A declined action. It carries a key of the catalogue of words: it speaks both languages.

    Each verb declares its own kinds beside itself: ``class OwnWork(Refusal): ...`` and raises
    ``OwnWork("approvals-own-work", campaign=campaign.name)``.
    """

    def __init__(self, key: str, /, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def sentence(self, language: str) -> str:
        """What happened, what was kept and what to do, in the person's language."""
        return say(language, self.key, **self.values)

    def __str__(self) -> str:
        return self.sentence(DEFAULT_LANGUAGE)
