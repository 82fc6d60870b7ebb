"""An audience keeps which of its accounts were drawn as one."""

from alembic import op
import sqlalchemy as sa


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('audience_accounts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('unit', sa.String(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('audience_accounts', schema=None) as batch_op:
        batch_op.drop_column('unit')
