"""Every table of the operational store, on one screen; `core/store/declared` has the columns.

Tables are plural nouns; times end in ``_at`` (UTC), people in ``_by`` (a person's id).
"""

from core.store.declared.approvals import audience_changes, delegations, notices
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
    audiences,
    campaign_edits,
    campaign_moves,
    campaigns,
    decisions,
)
from core.store.declared.consent import suppressions
from core.store.declared.delivery import dispatch_attempts, dispatchers, dispatches
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
    "audience_accounts",
    "audience_changes",
    "audience_contacts",
    "audiences",
    "brief_attachments",
    "brief_comments",
    "brief_confirmations",
    "brief_edits",
    "brief_facts",
    "brief_moves",
    "briefs",
    "campaign_edits",
    "campaign_moves",
    "campaigns",
    "decisions",
    "delegations",
    "dispatch_attempts",
    "dispatchers",
    "dispatches",
    "journal_entries",
    "journal_head",
    "message_files",
    "metadata",
    "notices",
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
