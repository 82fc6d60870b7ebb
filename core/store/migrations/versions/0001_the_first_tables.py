"""The first tables."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('dispatchers',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('started_at', core.store.types.Moment(), nullable=False),
    sa.Column('beat_at', core.store.types.Moment(), nullable=False),
    sa.Column('trouble', sa.Text(), nullable=False),
    sa.Column('rates', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_dispatchers'))
    )
    op.create_table('journal_entries',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', core.store.types.Moment(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('verb', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_journal_entries'))
    )
    op.create_table('journal_head',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_journal_head_one_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_head'))
    )
    op.create_table('people',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('issuer', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=True),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('added_at', core.store.types.Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_people_issuer_subject'))
    )
    op.create_table('segments',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(), nullable=False),
    sa.Column('created_at', core.store.types.Moment(), nullable=False),
    sa.Column('archived_at', core.store.types.Moment(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_segments'))
    )
    op.create_table('suppressions',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('suppressed_at', core.store.types.Moment(), nullable=False),
    sa.Column('suppressed_by', sa.String(), nullable=False),
    sa.Column('lifted_at', core.store.types.Moment(), nullable=True),
    sa.Column('lifted_by', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suppressions'))
    )
    with op.batch_alter_table('suppressions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suppressions_channel_address'), ['channel', 'address'], unique=False)

    op.create_table('templates',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(), nullable=False),
    sa.Column('created_at', core.store.types.Moment(), nullable=False),
    sa.Column('archived_at', core.store.types.Moment(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_templates'))
    )
    op.create_table('campaigns',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('segment_id', sa.String(), nullable=True),
    sa.Column('template_id', sa.String(), nullable=True),
    sa.Column('holdout_share', sa.Float(), nullable=False),
    sa.Column('contacts_per_account', sa.Integer(), nullable=True),
    sa.Column('roles', sa.JSON(), nullable=False),
    sa.Column('sender_name', sa.String(), nullable=False),
    sa.Column('sender_address', sa.String(), nullable=False),
    sa.Column('send_at', core.store.types.Moment(), nullable=True),
    sa.Column('window_days', sa.Integer(), nullable=False),
    sa.Column('seed', sa.String(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('cloned_from', sa.String(), nullable=True),
    sa.Column('created_by', sa.String(), nullable=False),
    sa.Column('created_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['cloned_from'], ['campaigns.id'], name=op.f('fk_campaigns_cloned_from_campaigns')),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_campaigns_segment_id_segments')),
    sa.ForeignKeyConstraint(['template_id'], ['templates.id'], name=op.f('fk_campaigns_template_id_templates')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaigns'))
    )
    op.create_table('person_roles',
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('granted_by', sa.String(), nullable=False),
    sa.Column('granted_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_person_roles_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', 'role', name=op.f('pk_person_roles'))
    )
    op.create_table('segment_versions',
    sa.Column('segment_id', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('rule', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('saved_by', sa.String(), nullable=False),
    sa.Column('saved_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_segment_versions_segment_id_segments')),
    sa.PrimaryKeyConstraint('segment_id', 'version', name=op.f('pk_segment_versions'))
    )
    op.create_table('template_versions',
    sa.Column('template_id', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('saved_by', sa.String(), nullable=False),
    sa.Column('saved_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['template_id'], ['templates.id'], name=op.f('fk_template_versions_template_id_templates')),
    sa.PrimaryKeyConstraint('template_id', 'version', name=op.f('pk_template_versions'))
    )
    op.create_table('audience_accounts',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('arm', sa.String(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_audience_accounts_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', 'account_id', name=op.f('pk_audience_accounts'))
    )
    op.create_table('audience_contacts',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('contact_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_audience_contacts_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', 'contact_id', name=op.f('pk_audience_contacts'))
    )
    op.create_table('audiences',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('publication', sa.Integer(), nullable=False),
    sa.Column('as_of', sa.String(), nullable=False),
    sa.Column('judged_on', sa.String(), nullable=False),
    sa.Column('segment_version', sa.Integer(), nullable=False),
    sa.Column('template_version', sa.Integer(), nullable=False),
    sa.Column('waterfall', sa.JSON(), nullable=False),
    sa.Column('route', sa.JSON(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('frozen_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_audiences_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', name=op.f('pk_audiences'))
    )
    op.create_table('campaign_edits',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('edited_by', sa.String(), nullable=False),
    sa.Column('edited_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_campaign_edits_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_edits'))
    )
    with op.batch_alter_table('campaign_edits', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_edits_campaign_id'), ['campaign_id'], unique=False)

    op.create_table('campaign_moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('from_status', sa.String(), nullable=True),
    sa.Column('to_status', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('moved_by', sa.String(), nullable=False),
    sa.Column('moved_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_campaign_moves_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_moves'))
    )
    with op.batch_alter_table('campaign_moves', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_moves_campaign_id'), ['campaign_id'], unique=False)

    op.create_table('decisions',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=False),
    sa.Column('decided_at', core.store.types.Moment(), nullable=False),
    sa.Column('voided_at', core.store.types.Moment(), nullable=True),
    sa.Column('void_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_decisions_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_campaign_id'), ['campaign_id'], unique=False)

    op.create_table('dispatches',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('contact_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('claims', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.String(), nullable=False),
    sa.Column('queued_at', core.store.types.Moment(), nullable=False),
    sa.Column('not_before', core.store.types.Moment(), nullable=False),
    sa.Column('claimed_at', core.store.types.Moment(), nullable=True),
    sa.Column('claimed_by', sa.String(), nullable=True),
    sa.Column('sent_at', core.store.types.Moment(), nullable=True),
    sa.Column('settled_at', core.store.types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_dispatches_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatches')),
    sa.UniqueConstraint('campaign_id', 'contact_id', 'channel', 'step', name=op.f('uq_dispatches_campaign_id_contact_id_channel_step'))
    )
    with op.batch_alter_table('dispatches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispatches_campaign_id_state_not_before'), ['campaign_id', 'state', 'not_before'], unique=False)
        batch_op.create_index('ix_dispatches_claimed', ['claimed_by'], unique=False, sqlite_where=sa.text("state = 'sending'"), postgresql_where=sa.text("state = 'sending'"))

    op.create_table('dispatch_attempts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dispatch_id', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('attempted_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatches.id'], name=op.f('fk_dispatch_attempts_dispatch_id_dispatches')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatch_attempts'))
    )
    with op.batch_alter_table('dispatch_attempts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispatch_attempts_dispatch_id'), ['dispatch_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('dispatch_attempts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dispatch_attempts_dispatch_id'))

    op.drop_table('dispatch_attempts')
    with op.batch_alter_table('dispatches', schema=None) as batch_op:
        batch_op.drop_index('ix_dispatches_claimed', sqlite_where=sa.text("state = 'sending'"), postgresql_where=sa.text("state = 'sending'"))
        batch_op.drop_index(batch_op.f('ix_dispatches_campaign_id_state_not_before'))

    op.drop_table('dispatches')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decisions_campaign_id'))

    op.drop_table('decisions')
    with op.batch_alter_table('campaign_moves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaign_moves_campaign_id'))

    op.drop_table('campaign_moves')
    with op.batch_alter_table('campaign_edits', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaign_edits_campaign_id'))

    op.drop_table('campaign_edits')
    op.drop_table('audiences')
    op.drop_table('audience_contacts')
    op.drop_table('audience_accounts')
    op.drop_table('template_versions')
    op.drop_table('segment_versions')
    op.drop_table('person_roles')
    op.drop_table('campaigns')
    op.drop_table('templates')
    with op.batch_alter_table('suppressions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suppressions_channel_address'))

    op.drop_table('suppressions')
    op.drop_table('segments')
    op.drop_table('people')
    op.drop_table('journal_head')
    op.drop_table('journal_entries')
    op.drop_table('dispatchers')
