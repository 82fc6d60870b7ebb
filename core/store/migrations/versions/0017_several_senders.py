"""Several programs send from one data folder: which of them gives a sign, how often it fell."""

from alembic import op
import sqlalchemy as sa


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('dispatchers', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('number', sa.Integer(), server_default='1', nullable=False)
        )
        batch_op.add_column(
            sa.Column('falls', sa.Integer(), server_default='0', nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table('dispatchers', schema=None) as batch_op:
        batch_op.drop_column('falls')
        batch_op.drop_column('number')
