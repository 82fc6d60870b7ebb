"""A question keeps the rule it is asked by, with its days and its words."""

from alembic import op
import sqlalchemy as sa


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ('campaign_steps', 'surveys'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('asked_by', sa.JSON(), nullable=True))


def downgrade() -> None:
    for table in ('surveys', 'campaign_steps'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('asked_by')
