"""The page where a contact answers a survey."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.campaigns.questions import LONGEST_COMMENT
from core.campaigns.surveys import Survey
from core.delivery.feedback.answers import Asked
from core.door import sheet
from core.foundation.words import say

SHOWN = "shown"  # the field that says the words were on the page, and could be emptied
SHORT = 5  # answers that stand in one row on a telephone

_BODY: Final = """\
{% if not scale %}
<h1>{{ say("unknown") }}</h1>
<p>{{ say("unknown-why") }}</p>
{% else %}
{% if sender %}<p class="soft">{{ say("from", sender=sender) }}</p>{% endif %}
<h1 id="question">{{ words.question }}</h1>
{% if is_done %}<p class="done" role="status">{{ say("thanks", answer=given) }}</p>
{% elif is_missed %}<p class="missed" role="alert">{{ say("missed") }}</p>
{% elif given is not none and not is_over %}<p class="done">{{ say("given", answer=given) }}</p>
{% endif %}
{% if is_over %}
<p>{{ say("over") }}</p>
{% else %}
<form method="post" action="">
<fieldset class="scale{% if answers | length > short %} long{% endif %}"
 style="--row: {{ answers | length }}" aria-labelledby="question" aria-describedby="ends">
{% for answer in answers %}<label><input type="radio" name="answer" required
 value="{{ answer }}"{% if answer == marked %} checked{% endif %}>
{{- "" }}<span>{{ answer }}</span></label>
{% endfor %}
</fieldset>
<p class="soft ends" id="ends"><span>{{ answers[0] }} – {{ words.low }}</span>
<span>{{ answers[-1] }} – {{ words.high }}</span></p>
{% if has_comment %}
<label class="words" for="comment">{{ say("comment") }}</label>
<p class="soft" id="comment-hint">{{ say("comment-hint") }}
{%- if has_words %} {{ say("comment-kept") }}{% endif %}</p>
{% if comment %}<input type="hidden" name="{{ shown }}" value="1">
{% endif %}
<textarea id="comment" name="comment" rows="4" maxlength="{{ longest }}"
 aria-describedby="comment-hint">{{ "\\n" }}{{ comment }}</textarea>
{% endif %}
<p><button class="first" type="submit">
{{- say("again" if given is not none else "send") }}</button></p>
</form>
<p class="soft">{{ say("what-for") }}</p>
{% endif %}
{% endif %}
"""


@dataclass(frozen=True)
class Seen:
    """What the page shows: who was asked, the answer a link marked, and what came of it."""

    asked: Asked
    marked: int | None
    is_done: bool
    is_over: bool
    is_missed: bool = False  # something was posted that is no answer
    # What this very form wrote. Older words are not shown: whoever was forwarded the message
    # has the link as well.
    words: str = ""


def drawn(language: str, seen: Seen) -> str:
    """The scale, its marked answer, and a word of thanks once one is kept."""
    asked = seen.asked
    answers, given = asked.survey.scale.answers, asked.given
    marked = given if seen.is_done or seen.marked not in answers else seen.marked
    return sheet.rendered(
        _BODY,
        language,
        prefix="surveys-page",
        marked=marked,
        sender=asked.sender,
        scale=asked.survey.scale.value,
        words=_worded(language, asked.survey),
        answers=list(answers),
        short=SHORT,
        given=given,
        has_comment=asked.survey.has_comment,
        comment=seen.words,
        has_words=bool(asked.comment) and not seen.words,
        shown=SHOWN,
        longest=LONGEST_COMMENT,
        is_done=seen.is_done,
        is_over=seen.is_over,
        is_missed=seen.is_missed,
    )


def _worded(language: str, survey: Survey) -> Mapping[str, str]:
    """The question as it was approved, or, before there was a rule, as it was always asked."""
    if survey.terms is not None:
        return survey.terms.words[language]
    names = ("question", "low", "high")
    return {name: say(language, f"surveys-page-{name}-{survey.scale}") for name in names}


def unknown(language: str) -> str:
    """What a link says that is none of ours, or asks nothing any more."""
    return sheet.rendered(_BODY, language, prefix="surveys-page", scale="")
