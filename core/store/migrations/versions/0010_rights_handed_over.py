"""By what right somebody decided, what they said of each part, and rights that are handed over for a while."""

from alembic import op
import sqlalchemy as sa

from core.store.types import Moment


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('capacity', sa.String(), server_default='own', nullable=False)
        )
        batch_op.add_column(
            sa.Column('remarks', sa.JSON(), server_default='{}', nullable=False)
        )
        batch_op.add_column(sa.Column('on_behalf_of', sa.String(), nullable=True))
    op.create_table(
        'delegations',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('from_person', sa.String(), nullable=False),
        sa.Column('to_person', sa.String(), nullable=False),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('starts_at', Moment(), nullable=False),
        sa.Column('ends_at', Moment(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('made_by', sa.String(), nullable=False),
        sa.Column('made_at', Moment(), nullable=False),
        sa.Column('revoked_by', sa.String(), nullable=True),
        sa.Column('revoked_at', Moment(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_delegations')),
    )
    with op.batch_alter_table('delegations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegations_from_person'), ['from_person'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegations_to_person'), ['to_person'], unique=False)
    op.create_table(
        'audience_changes',
        sa.Column('campaign_id', sa.String(), nullable=False),
        sa.Column('frozen_at', Moment(), nullable=False),
        sa.Column('contact_id', sa.String(), nullable=False),
        sa.Column('account_id', sa.String(), nullable=False),
        sa.Column('has_come', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaigns.id'],
            name=op.f('fk_audience_changes_campaign_id_campaigns'),
        ),
        sa.PrimaryKeyConstraint(
            'campaign_id', 'frozen_at', 'contact_id', name=op.f('pk_audience_changes')
        ),
    )
    op.create_table(
        'notices',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('campaign_id', sa.String(), nullable=False),
        sa.Column('person_id', sa.String(), nullable=False),
        sa.Column('details', sa.JSON(), nullable=False),
        sa.Column('made_at', Moment(), nullable=False),
        sa.Column('not_before', Moment(), nullable=True),
        sa.Column('attempts', sa.Integer(), server_default='0', nullable=False),
        sa.Column('sent_at', Moment(), nullable=True),
        sa.Column('answer', sa.Text(), server_default='', nullable=False),
        sa.ForeignKeyConstraint(
            ['campaign_id'], ['campaigns.id'], name=op.f('fk_notices_campaign_id_campaigns')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    )
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notices_campaign_id'), ['campaign_id'], unique=False)


def downgrade() -> None:
    op.drop_table('notices')
    op.drop_table('audience_changes')
    op.drop_table('delegations')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_column('on_behalf_of')
        batch_op.drop_column('remarks')
        batch_op.drop_column('capacity')
