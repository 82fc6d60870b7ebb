"""Audiences by channel, each exclusion with its rule, and how the holdout was drawn."""

from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

KEY = 'pk_audience_contacts'


def upgrade() -> None:
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.add_column(sa.Column('priority', sa.Integer(), nullable=True))
    with op.batch_alter_table('audiences', schema=None) as batch_op:
        batch_op.add_column(sa.Column('drawn', sa.JSON(), nullable=True))
    with op.batch_alter_table('audience_accounts', schema=None) as batch_op:
        for name in ('rule', 'block'):
            batch_op.add_column(sa.Column(name, sa.String(), server_default='', nullable=False))
    with op.batch_alter_table('audience_contacts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('channel', sa.String(), server_default='email', nullable=False))
        batch_op.add_column(sa.Column('rule', sa.String(), server_default='', nullable=False))
        batch_op.drop_constraint(KEY, type_='primary')
        batch_op.create_primary_key(KEY, ['campaign_id', 'contact_id', 'channel'])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM audience_contacts WHERE channel <> 'email'"))
    with op.batch_alter_table('audience_contacts', schema=None) as batch_op:
        batch_op.drop_constraint(KEY, type_='primary')
        batch_op.create_primary_key(KEY, ['campaign_id', 'contact_id'])
        batch_op.drop_column('rule')
        batch_op.drop_column('channel')
    with op.batch_alter_table('audience_accounts', schema=None) as batch_op:
        for name in ('block', 'rule'):
            batch_op.drop_column(name)
    with op.batch_alter_table('audiences', schema=None) as batch_op:
        batch_op.drop_column('drawn')
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.drop_column('priority')
