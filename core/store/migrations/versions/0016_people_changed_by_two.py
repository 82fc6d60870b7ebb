"""People are changed by two; what an audience rests on is kept."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'people_edits',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('person_id', sa.String(), nullable=False),
        sa.Column('wanted', sa.JSON(), nullable=False),
        sa.Column('before', sa.JSON(), nullable=False),
        sa.Column('proposed_by', sa.String(), nullable=False),
        sa.Column('proposed_at', core.store.types.Moment(), nullable=False),
        sa.Column('confirmed_by', sa.String(), nullable=True),
        sa.Column('confirmed_at', core.store.types.Moment(), nullable=True),
        sa.Column('withdrawn_by', sa.String(), nullable=True),
        sa.Column('withdrawn_at', core.store.types.Moment(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_people_edits')),
    )
    op.create_index(op.f('ix_people_edits_person_id'), 'people_edits', ['person_id'], unique=False)
    op.create_table(
        'audience_grounds',
        sa.Column('campaign_id', sa.String(), nullable=False),
        sa.Column('content', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ['campaign_id'], ['campaigns.id'], name=op.f('fk_audience_grounds_campaign_id_campaigns')
        ),
        sa.PrimaryKeyConstraint('campaign_id', name=op.f('pk_audience_grounds')),
    )


def downgrade() -> None:
    op.drop_table('audience_grounds')
    op.drop_table('people_edits')
