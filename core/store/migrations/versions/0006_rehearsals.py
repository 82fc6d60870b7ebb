"""Rehearsals, and the first of the messages that had something wrong."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('rehearsals',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('letters', sa.BigInteger(), nullable=False),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('empty', sa.JSON(), nullable=False),
    sa.Column('examples', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('started_by', sa.String(), nullable=False),
    sa.Column('started_at', core.store.types.Moment(), nullable=False),
    sa.Column('updated_at', core.store.types.Moment(), nullable=False),
    sa.Column('sealed_at', core.store.types.Moment(), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_rehearsals_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rehearsals'))
    )
    op.create_index(op.f('ix_rehearsals_campaign_id'), 'rehearsals', ['campaign_id'], unique=False)
    op.create_table('rehearsal_failures',
    sa.Column('rehearsal_id', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.String(), nullable=False),
    sa.Column('severity', sa.String(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['rehearsal_id'], ['rehearsals.id'], name=op.f('fk_rehearsal_failures_rehearsal_id_rehearsals')),
    sa.PrimaryKeyConstraint('rehearsal_id', 'position', name=op.f('pk_rehearsal_failures'))
    )


def downgrade() -> None:
    op.drop_table('rehearsal_failures')
    op.drop_index(op.f('ix_rehearsals_campaign_id'), table_name='rehearsals')
    op.drop_table('rehearsals')
