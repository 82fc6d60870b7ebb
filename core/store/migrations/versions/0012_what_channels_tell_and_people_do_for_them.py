"""Receipts, the call list with what became of its calls, and letters in batches."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('letter_batches',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('posted_at', core.store.types.Moment(), nullable=True),
    sa.Column('posted_by', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_letter_batches_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_batches'))
    )
    with op.batch_alter_table('letter_batches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_batches_campaign_id'), ['campaign_id'], unique=False)

    op.create_table('call_tasks',
    sa.Column('dispatch_id', sa.String(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('contact_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('account_manager', sa.String(), nullable=False),
    sa.Column('company', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('position', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('script', sa.Text(), nullable=False),
    sa.Column('result', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('handed_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_call_tasks_campaign_id_campaigns')),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatches.id'], name=op.f('fk_call_tasks_dispatch_id_dispatches')),
    sa.PrimaryKeyConstraint('dispatch_id', name=op.f('pk_call_tasks'))
    )
    with op.batch_alter_table('call_tasks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_call_tasks_campaign_id'), ['campaign_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_call_tasks_result_due_on'), ['result', 'due_on'], unique=False)

    op.create_table('letters',
    sa.Column('dispatch_id', sa.String(), nullable=False),
    sa.Column('batch_id', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('company', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('made_at', core.store.types.Moment(), nullable=False),
    sa.Column('returned_at', core.store.types.Moment(), nullable=True),
    sa.Column('returned_by', sa.String(), nullable=True),
    sa.Column('return_note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['letter_batches.id'], name=op.f('fk_letters_batch_id_letter_batches')),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatches.id'], name=op.f('fk_letters_dispatch_id_dispatches')),
    sa.PrimaryKeyConstraint('dispatch_id', name=op.f('pk_letters')),
    sa.UniqueConstraint('number', name=op.f('uq_letters_number'))
    )
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letters_batch_id'), ['batch_id'], unique=False)

    op.create_table('receipts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dispatch_id', sa.String(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('raw', sa.Text(), nullable=False),
    sa.Column('received_at', core.store.types.Moment(), nullable=False),
    sa.Column('applied_at', core.store.types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatches.id'], name=op.f('fk_receipts_dispatch_id_dispatches')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_receipts')),
    sa.UniqueConstraint('digest', name=op.f('uq_receipts_digest'))
    )
    with op.batch_alter_table('receipts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receipts_dispatch_id'), ['dispatch_id'], unique=False)
        batch_op.create_index('ix_receipts_waiting', ['dispatch_id'], unique=False, sqlite_where=sa.text('applied_at IS NULL'), postgresql_where=sa.text('applied_at IS NULL'))

    op.create_table('call_results',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('dispatch_id', sa.String(), nullable=False),
    sa.Column('result', sa.String(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('call_on', sa.Date(), nullable=True),
    sa.Column('due_before', sa.Date(), nullable=False),
    sa.Column('suppression_id', sa.String(), nullable=True),
    sa.Column('said_by', sa.String(), nullable=False),
    sa.Column('said_at', core.store.types.Moment(), nullable=False),
    sa.Column('undone_at', core.store.types.Moment(), nullable=True),
    sa.Column('undone_by', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['dispatch_id'], ['call_tasks.dispatch_id'], name=op.f('fk_call_results_dispatch_id_call_tasks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_results'))
    )
    with op.batch_alter_table('call_results', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_call_results_dispatch_id'), ['dispatch_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('call_results', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_call_results_dispatch_id'))

    op.drop_table('call_results')
    with op.batch_alter_table('receipts', schema=None) as batch_op:
        batch_op.drop_index('ix_receipts_waiting', sqlite_where=sa.text('applied_at IS NULL'), postgresql_where=sa.text('applied_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_receipts_dispatch_id'))

    op.drop_table('receipts')
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letters_batch_id'))

    op.drop_table('letters')
    with op.batch_alter_table('call_tasks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_call_tasks_result_due_on'))
        batch_op.drop_index(batch_op.f('ix_call_tasks_campaign_id'))

    op.drop_table('call_tasks')
    with op.batch_alter_table('letter_batches', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letter_batches_campaign_id'))

    op.drop_table('letter_batches')
