"""Folders and tags of segments, and lists made of them."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('segments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('folder', sa.String(), server_default='', nullable=False))

    op.create_table('segment_tags',
    sa.Column('segment_id', sa.String(), nullable=False),
    sa.Column('tag', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_segment_tags_segment_id_segments')),
    sa.PrimaryKeyConstraint('segment_id', 'tag', name=op.f('pk_segment_tags'))
    )
    op.create_table('segment_lists',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('rule', sa.JSON(), nullable=False),
    sa.Column('segment_id', sa.String(), nullable=True),
    sa.Column('segment_version', sa.Integer(), nullable=True),
    sa.Column('publication', sa.Integer(), nullable=False),
    sa.Column('as_of', sa.String(), nullable=False),
    sa.Column('accounts', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('made_at', core.store.types.Moment(), nullable=False),
    sa.Column('archived_at', core.store.types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['segment_id'], ['segments.id'], name=op.f('fk_segment_lists_segment_id_segments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_segment_lists'))
    )
    op.create_table('segment_list_members',
    sa.Column('list_id', sa.String(), nullable=False),
    sa.Column('account_ids', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['segment_lists.id'], name=op.f('fk_segment_list_members_list_id_segment_lists')),
    sa.PrimaryKeyConstraint('list_id', name=op.f('pk_segment_list_members'))
    )


def downgrade() -> None:
    op.drop_table('segment_list_members')
    op.drop_table('segment_lists')
    op.drop_table('segment_tags')
    with op.batch_alter_table('segments', schema=None) as batch_op:
        batch_op.drop_column('folder')
