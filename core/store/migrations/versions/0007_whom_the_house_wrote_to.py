"""Indexes for the question whom the house wrote to in the last days."""

from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('dispatches', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_dispatches_sent_at_account_id'),
            ['sent_at', 'account_id'],
            unique=False,
        )
        batch_op.create_index(
            'ix_dispatches_in_doubt',
            ['settled_at', 'account_id'],
            unique=False,
            sqlite_where=sa.text("state = 'unconfirmed'"),
            postgresql_where=sa.text("state = 'unconfirmed'"),
        )


def downgrade() -> None:
    with op.batch_alter_table('dispatches', schema=None) as batch_op:
        batch_op.drop_index('ix_dispatches_in_doubt')
        batch_op.drop_index(batch_op.f('ix_dispatches_sent_at_account_id'))
