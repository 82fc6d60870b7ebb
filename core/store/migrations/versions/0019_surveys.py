"""Surveys of a campaign's both arms, and their answers."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('surveys',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('scale', sa.String(), nullable=False),
    sa.Column('made_by', sa.String(), nullable=False),
    sa.Column('made_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['about'], ['campaigns.id'], name=op.f('fk_surveys_about_campaigns')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_surveys_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', name=op.f('pk_surveys'))
    )
    with op.batch_alter_table('surveys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_surveys_about'), ['about'], unique=False)

    op.create_table('survey_answers',
    sa.Column('dispatch_id', sa.String(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('answered_at', core.store.types.Moment(), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatches.id'], name=op.f('fk_survey_answers_dispatch_id_dispatches')),
    sa.PrimaryKeyConstraint('dispatch_id', name=op.f('pk_survey_answers'))
    )


def downgrade() -> None:
    op.drop_table('survey_answers')
    with op.batch_alter_table('surveys', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_surveys_about'))

    op.drop_table('surveys')
