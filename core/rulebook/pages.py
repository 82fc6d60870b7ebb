"""What every rule book is written with: pages, keys, and labels in both languages."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Purpose = Literal["advertising", "service"]


class Page(BaseModel):
    """A part of a book: frozen, and nothing in it that the book does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Label(Page):
    """What people call it."""

    en: Annotated[str, Field(min_length=1, max_length=80)]
    ru: Annotated[str, Field(min_length=1, max_length=80)]

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.ru
