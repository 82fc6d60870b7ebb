"""Whom a campaign's advice would write to next, kept for segments to ask about."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('rankings',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('publication', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(), nullable=False),
    sa.Column('accounts', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('made_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_rankings_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rankings'))
    )
    with op.batch_alter_table('rankings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rankings_campaign_id'), ['campaign_id'], unique=False)

    op.create_table('ranking_members',
    sa.Column('ranking_id', sa.String(), nullable=False),
    sa.Column('account_ids', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ranking_id'], ['rankings.id'], name=op.f('fk_ranking_members_ranking_id_rankings')),
    sa.PrimaryKeyConstraint('ranking_id', name=op.f('pk_ranking_members'))
    )


def downgrade() -> None:
    op.drop_table('ranking_members')
    with op.batch_alter_table('rankings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rankings_campaign_id'))

    op.drop_table('rankings')
