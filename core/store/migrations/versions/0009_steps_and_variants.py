"""Steps of a campaign after the first, how far each account is, and which variant it gets."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('channel', sa.String(), server_default='email', nullable=False)
        )
        batch_op.add_column(sa.Column('variant_shares', sa.JSON(), nullable=True))
    with op.batch_alter_table('audiences', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cost', sa.JSON(), nullable=True))
    with op.batch_alter_table('rehearsals', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('parts', sa.JSON(), server_default='{}', nullable=False)
        )
    with op.batch_alter_table('rehearsal_failures', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('step', sa.Integer(), server_default='1', nullable=False)
        )
    op.create_table('audience_variants',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('variant', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_audience_variants_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', 'account_id', name=op.f('pk_audience_variants'))
    )
    op.create_table('campaign_steps',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('template_id', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('wait_hours', sa.Integer(), nullable=False),
    sa.Column('condition', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_campaign_steps_campaign_id_campaigns')),
    sa.ForeignKeyConstraint(['template_id'], ['templates.id'], name=op.f('fk_campaign_steps_template_id_templates')),
    sa.PrimaryKeyConstraint('campaign_id', 'number', name=op.f('pk_campaign_steps'))
    )
    op.create_table('campaign_comments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_by', sa.String(), nullable=False),
    sa.Column('written_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_campaign_comments_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_comments'))
    )
    op.create_index(op.f('ix_campaign_comments_campaign_id'), 'campaign_comments', ['campaign_id'], unique=False)
    op.create_table('account_steps',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('decided_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_account_steps_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', 'account_id', 'step', name=op.f('pk_account_steps'))
    )
    op.create_table('account_stops',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('stopped_by', sa.String(), nullable=False),
    sa.Column('stopped_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_account_stops_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', 'account_id', name=op.f('pk_account_stops'))
    )


def downgrade() -> None:
    op.drop_table('audience_variants')
    with op.batch_alter_table('rehearsal_failures', schema=None) as batch_op:
        batch_op.drop_column('step')
    with op.batch_alter_table('rehearsals', schema=None) as batch_op:
        batch_op.drop_column('parts')
    with op.batch_alter_table('audiences', schema=None) as batch_op:
        batch_op.drop_column('cost')
    op.drop_index(op.f('ix_campaign_comments_campaign_id'), table_name='campaign_comments')
    op.drop_table('campaign_comments')
    op.drop_table('account_stops')
    op.drop_table('account_steps')
    op.drop_table('campaign_steps')
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.drop_column('variant_shares')
        batch_op.drop_column('channel')
