"""The page where a contact answers a survey: plain HTML, no script, no cookie."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from jinja2 import Environment, Template

from core.delivery.feedback.answers import Asked
from core.door.leaving_page import STYLE
from core.foundation.words import LANGUAGES
from core.foundation.words import say as speak

_MORE: Final = """
.scale { display: flex; flex-wrap: wrap; gap: .5rem; border: 0; margin: 1rem 0 .5rem;
  padding: 0; }
.scale label { border: 1px solid var(--line); border-radius: 8px; min-width: 3rem; gap: .35rem;
  cursor: pointer; padding: 0 .6rem; font-weight: 600; }
.scale input { accent-color: var(--deed); width: 1.1rem; height: 1.1rem; }
.scale label:has(input:checked) { border-color: var(--deed); outline: 2px solid var(--deed); }
.ends { display: flex; justify-content: space-between; }
"""

_PAGE: Final = """<!doctype html>
<html dir="ltr" lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{{ say("title") }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
<main>
<nav aria-label="{{ say('language') }}">
<a href="?lang={{ other }}{% if marked is not none %}&amp;answer={{ marked }}{% endif %}"
 hreflang="{{ other }}" lang="{{ other }}">{{ other_name }}</a>
</nav>
{% if not scale %}
<h1>{{ say("unknown") }}</h1>
<p>{{ say("unknown-why") }}</p>
{% else %}
<h1 id="question">{{ say("question-" ~ scale) }}</h1>
{% if is_done %}<p class="done" role="status">{{ say("thanks", answer=given) }}</p>{% endif %}
{% if is_over %}
<p>{{ say("over") }}</p>
{% else %}
<form method="post" action="">
<fieldset class="scale" aria-labelledby="question">
{% for answer in answers %}<label><input type="radio" name="answer" required
 value="{{ answer }}"{% if answer == marked %} checked{% endif %}>{{ answer }}</label>
{% endfor %}
</fieldset>
<p class="soft ends"><span>{{ answers[0] }} – {{ say("low-" ~ scale) }}</span>
<span>{{ answers[-1] }} – {{ say("high-" ~ scale) }}</span></p>
<button class="first" type="submit">{{ say("again" if given is not none else "send") }}</button>
</form>
<p class="soft">{{ say("what-for") }}</p>
{% endif %}
{% endif %}
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Seen:
    """What the page shows: who was asked, the answer a link marked, and what came of it."""

    asked: Asked
    marked: int | None
    is_done: bool
    is_over: bool


def drawn(language: str, seen: Seen) -> str:
    """The scale, its marked answer, and a word of thanks once one is kept."""
    asked = seen.asked
    answers, given = asked.survey.scale.answers, asked.given
    marked = given if seen.is_done or seen.marked not in answers else seen.marked
    return _rendered(
        language,
        scale=asked.survey.scale.value,
        answers=list(answers),
        given=given,
        marked=marked,
        is_done=seen.is_done,
        is_over=seen.is_over,
    )


def unknown(language: str) -> str:
    """What a link says that is none of ours, or asks nothing any more."""
    return _rendered(language, scale="", marked=None)


def _rendered(language: str, **values: Any) -> str:
    other = next(one for one in LANGUAGES if one != language)
    return _sheet().render(
        say=lambda key, **more: speak(language, f"surveys-page-{key}", **more),
        style=STYLE + _MORE,
        language=language,
        other=other,
        other_name=speak(other, "leaving-own-name"),
        **values,
    )


@cache
def _sheet() -> Template:
    return Environment(autoescape=True, trim_blocks=True).from_string(_PAGE)
