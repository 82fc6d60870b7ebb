"""Every table of the operational store, on one screen; `core/store/declared` has the columns.

Tables are plural nouns; times end in ``_at`` (UTC), people in ``_by`` (a person's id).
"""

from core.store.declared.briefs import (
    brief_attachments,
    brief_comments,
    brief_confirmations,
    brief_edits,
    brief_facts,
    brief_moves,
    briefs,
)
from core.store.declared.campaigns import (
    audience_accounts,
    audience_contacts,
    audience_variants,
    audiences,
    campaign_comments,
    campaign_edits,
    campaign_moves,
    campaign_steps,
    campaigns,
    decisions,
)
from core.store.declared.consent import suppressions
from core.store.declared.delivery import (
    account_steps,
    account_stops,
    dispatch_attempts,
    dispatchers,
    dispatches,
)
from core.store.declared.messages import (
    message_files,
    snippet_versions,
    snippets,
    template_attachments,
    template_versions,
    template_writings,
    templates,
)
from core.store.declared.naming import metadata
from core.store.declared.people import journal_entries, journal_head, people, person_roles
from core.store.declared.rehearsals import rehearsal_failures, rehearsals
from core.store.declared.segments import (
    segment_list_members,
    segment_lists,
    segment_tags,
    segment_versions,
    segments,
)

__all__ = [
    "account_steps",
    "account_stops",
    "audience_accounts",
    "audience_contacts",
    "audience_variants",
    "audiences",
    "brief_attachments",
    "brief_comments",
    "brief_confirmations",
    "brief_edits",
    "brief_facts",
    "brief_moves",
    "briefs",
    "campaign_comments",
    "campaign_edits",
    "campaign_moves",
    "campaign_steps",
    "campaigns",
    "decisions",
    "dispatch_attempts",
    "dispatchers",
    "dispatches",
    "journal_entries",
    "journal_head",
    "message_files",
    "metadata",
    "people",
    "person_roles",
    "rehearsal_failures",
    "rehearsals",
    "segment_list_members",
    "segment_lists",
    "segment_tags",
    "segment_versions",
    "segments",
    "snippet_versions",
    "snippets",
    "suppressions",
    "template_attachments",
    "template_versions",
    "template_writings",
    "templates",
]
