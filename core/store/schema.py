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
from core.store.declared.bulletins import bulletin_choices, bulletins
from core.store.declared.campaigns import (
    audience_accounts,
    audience_contacts,
    audience_grounds,
    audience_variants,
    audiences,
    campaign_comments,
    campaign_edits,
    campaign_moves,
    campaign_steps,
    campaigns,
    decisions,
)
from core.store.declared.channels import (
    call_results,
    call_tasks,
    letter_batches,
    letters,
    receipts,
)
from core.store.declared.consent import erasures, suppressions
from core.store.declared.delivery import (
    account_steps,
    account_stops,
    dispatch_attempts,
    dispatchers,
    dispatches,
)
from core.store.declared.feedback import mail_receipts, tracked_links, tracking_events
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
from core.store.declared.people import (
    journal_entries,
    journal_head,
    people,
    people_edits,
    person_roles,
)
from core.store.declared.rehearsals import rehearsal_failures, rehearsals
from core.store.declared.rulebooks import rule_book_versions
from core.store.declared.segments import (
    ranking_members,
    rankings,
    segment_list_members,
    segment_lists,
    segment_tags,
    segment_versions,
    segments,
)
from core.store.declared.signing import denials, passwords, sessions, sign_in_attempts
from core.store.declared.surveys import survey_answers, surveys

__all__ = [
    "account_steps",
    "account_stops",
    "audience_accounts",
    "audience_changes",
    "audience_contacts",
    "audience_grounds",
    "audience_variants",
    "audiences",
    "brief_attachments",
    "brief_comments",
    "brief_confirmations",
    "brief_edits",
    "brief_facts",
    "brief_moves",
    "briefs",
    "bulletin_choices",
    "bulletins",
    "call_results",
    "call_tasks",
    "campaign_comments",
    "campaign_edits",
    "campaign_moves",
    "campaign_steps",
    "campaigns",
    "decisions",
    "delegations",
    "denials",
    "dispatch_attempts",
    "dispatchers",
    "dispatches",
    "erasures",
    "journal_entries",
    "journal_head",
    "letter_batches",
    "letters",
    "mail_receipts",
    "message_files",
    "metadata",
    "notices",
    "passwords",
    "people",
    "people_edits",
    "person_roles",
    "ranking_members",
    "rankings",
    "receipts",
    "rehearsal_failures",
    "rehearsals",
    "rule_book_versions",
    "segment_list_members",
    "segment_lists",
    "segment_tags",
    "segment_versions",
    "segments",
    "sessions",
    "sign_in_attempts",
    "snippet_versions",
    "snippets",
    "suppressions",
    "survey_answers",
    "surveys",
    "template_attachments",
    "template_versions",
    "template_writings",
    "templates",
    "tracked_links",
    "tracking_events",
]
