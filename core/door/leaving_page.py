"""The page where a contact says what it wants to read."""

from collections.abc import Sequence
from typing import Final

from core.consent.preferences import PURPOSES, Wish
from core.door import sheet

_BODY: Final = """\
{% if not rows %}
<h1>{{ say("unknown") }}</h1>
<p>{{ say("unknown-why") }}</p>
{% else %}
<h1>{{ say("title") }}</h1>
{% if sender %}<p class="soft">{{ say("from", sender=sender) }}</p>{% endif %}
{% if is_done %}<p class="done" role="status">{{ say("saved") }}</p>{% endif %}
{% if is_new %}<p class="done" role="status">{{ say("opted-in") }}</p>{% endif %}
{% if offers %}
<form method="post" action="">
<input type="hidden" name="form" value="leave">
<p>{{ say("this-" ~ purpose) }}</p>
<button class="first" type="submit">{{ say("leave") }}</button>
</form>
{% endif %}
<h2 id="kinds">{{ say("kinds" if offers else "kinds-only") }}</h2>
<p class="soft">{{ say("kinds-hint") }}</p>
<form method="post" action="">
<input type="hidden" name="form" value="wishes">
<table aria-labelledby="kinds">
<thead><tr><th scope="col">{{ say("channel") }}</th>
{% for one in purposes %}<th scope="col">{{ say("purpose-" ~ one) }}</th>{% endfor %}
</tr></thead>
<tbody>
{% for channel, wishes in rows.items() %}
<tr><th scope="row">{{ say("channel-" ~ channel) }}</th>
{% for wish in wishes %}<td><label><span class="hidden">{{ say("channel-" ~ channel) }},
 {{ say("purpose-" ~ wish.purpose) }}</span><input type="checkbox" name="wanted"
 value="{{ channel }}.{{ wish.purpose }}"{% if wish.is_wanted %} checked{% endif %}
 {%- if wish.is_settled %} disabled{% endif %}></label></td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% if is_settled %}<p class="soft">{{ say("settled") }}</p>{% endif %}
<p><button type="submit">{{ say("save") }}</button></p>
</form>
<form method="post" action="">
<input type="hidden" name="form" value="nothing">
<h2>{{ say("nothing") }}</h2>
<p class="soft">{{ say("nothing-hint") }}</p>
<button type="submit">{{ say("nothing-button") }}</button>
</form>
{% endif %}
"""


def drawn(
    language: str,
    wishes: Sequence[Wish],
    *,
    offered: tuple[str, str] = ("", ""),
    sender: str = "",
    done: bool,
) -> str:
    """The page; without wishes it says that the link is none. `offered` is the channel and
    the purpose of the message the link was in, `sender` the name it came from."""
    rows: dict[str, list[Wish]] = {}
    for wish in wishes:
        rows.setdefault(wish.channel, []).append(wish)
    now = {(wish.channel, wish.purpose): wish for wish in wishes}.get(offered)
    return sheet.rendered(
        _BODY,
        language,
        prefix="leaving",
        rows=rows,
        purposes=PURPOSES,
        purpose=offered[1],
        sender=sender,
        offers=now is not None and not now.is_left,
        is_settled=any(wish.is_settled for wish in wishes),
        is_new=any(wish.is_new for wish in wishes),
        is_done=done,
    )
