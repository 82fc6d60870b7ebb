"""What every rule book is written with: pages, keys, and labels in both languages."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from core.foundation.words import DEFAULT_LANGUAGE, Value, say

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Purpose = Literal["advertising", "service"]


def wrong(word: str, /, *at: str | int, **values: Value) -> PydanticCustomError:
    """What a rule of the book says itself, by a word ``rules-fault-…``.

    `at`: the steps from what is checked to what is wrong in it.
    """
    said = say(DEFAULT_LANGUAGE, word, **values)
    kind = word.removeprefix("rules-fault-")
    return PydanticCustomError(kind, "{said}", {"said": said, "at": at, "values": values})


class Page(BaseModel):
    """A part of a book: frozen, and nothing in it that the book does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Label(Page):
    """What people call it."""

    en: Annotated[str, Field(min_length=1, max_length=80)]
    ru: Annotated[str, Field(min_length=1, max_length=80)]

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.ru
