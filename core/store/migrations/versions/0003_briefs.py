"""Briefs: their facts, confirmations, comments and files, and the campaigns that use them."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('briefs',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('product', sa.String(), nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('promise', sa.Text(), nullable=False),
    sa.Column('audience', sa.Text(), nullable=False),
    sa.Column('segment_id', sa.String(), nullable=True),
    sa.Column('measure', sa.Text(), nullable=False),
    sa.Column('window_days', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('contacts', sa.Integer(), nullable=True),
    sa.Column('cost', sa.BigInteger(), nullable=True),
    sa.Column('benefit', sa.BigInteger(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(), nullable=False),
    sa.Column('created_at', core.store.types.Moment(), nullable=False),
    sa.Column('moved_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_briefs_segment_id_segments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_briefs'))
    )
    op.create_table('brief_attachments',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('brief_id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('bytes', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('added_by', sa.String(), nullable=False),
    sa.Column('added_at', core.store.types.Moment(), nullable=False),
    sa.Column('removed_at', core.store.types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['brief_id'], ['briefs.id'], name=op.f('fk_brief_attachments_brief_id_briefs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_brief_attachments'))
    )
    with op.batch_alter_table('brief_attachments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_brief_attachments_brief_id'), ['brief_id'], unique=False)

    op.create_table('brief_comments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('brief_id', sa.String(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_by', sa.String(), nullable=False),
    sa.Column('written_at', core.store.types.Moment(), nullable=False),
    sa.Column('answered_at', core.store.types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['brief_id'], ['briefs.id'], name=op.f('fk_brief_comments_brief_id_briefs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_brief_comments'))
    )
    with op.batch_alter_table('brief_comments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_brief_comments_brief_id'), ['brief_id'], unique=False)

    op.create_table('brief_confirmations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('brief_id', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('confirmed_by', sa.String(), nullable=False),
    sa.Column('confirmed_at', core.store.types.Moment(), nullable=False),
    sa.Column('voided_by', sa.String(), nullable=True),
    sa.Column('voided_at', core.store.types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['brief_id'], ['briefs.id'], name=op.f('fk_brief_confirmations_brief_id_briefs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_brief_confirmations'))
    )
    with op.batch_alter_table('brief_confirmations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_brief_confirmations_brief_id'), ['brief_id'], unique=False)

    op.create_table('brief_edits',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('brief_id', sa.String(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('edited_by', sa.String(), nullable=False),
    sa.Column('edited_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['brief_id'], ['briefs.id'], name=op.f('fk_brief_edits_brief_id_briefs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_brief_edits'))
    )
    with op.batch_alter_table('brief_edits', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_brief_edits_brief_id'), ['brief_id'], unique=False)

    op.create_table('brief_facts',
    sa.Column('brief_id', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('supplied_by', sa.String(), nullable=False),
    sa.Column('supplied_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['brief_id'], ['briefs.id'], name=op.f('fk_brief_facts_brief_id_briefs')),
    sa.PrimaryKeyConstraint('brief_id', 'key', name=op.f('pk_brief_facts'))
    )
    op.create_table('brief_moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('brief_id', sa.String(), nullable=False),
    sa.Column('from_status', sa.String(), nullable=True),
    sa.Column('to_status', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('moved_by', sa.String(), nullable=False),
    sa.Column('moved_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['brief_id'], ['briefs.id'], name=op.f('fk_brief_moves_brief_id_briefs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_brief_moves'))
    )
    with op.batch_alter_table('brief_moves', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_brief_moves_brief_id'), ['brief_id'], unique=False)

    _add_brief_of_campaign()


def _add_brief_of_campaign() -> None:
    """In place: a copy of the table, as Alembic makes one for SQLite, would drop the table that
    moves, edits and dispatches refer to."""
    name = op.f('fk_campaigns_brief_id_briefs')
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(f"ALTER TABLE campaigns ADD COLUMN brief_id VARCHAR CONSTRAINT {name} REFERENCES briefs (id)")
        return
    op.add_column('campaigns', sa.Column('brief_id', sa.String(), nullable=True))
    op.create_foreign_key(name, 'campaigns', 'briefs', ['brief_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_campaigns_brief_id_briefs'), type_='foreignkey')
        batch_op.drop_column('brief_id')

    for table in ('moves', 'facts', 'edits', 'confirmations', 'comments', 'attachments'):
        op.drop_table(f'brief_{table}')
    op.drop_table('briefs')
