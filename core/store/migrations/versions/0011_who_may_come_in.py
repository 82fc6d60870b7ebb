"""Roles that a sign-in claims, and whether an administrator has limited them."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0011'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.add_column(sa.Column('claimed', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('claimed_at', core.store.types.Moment(), nullable=True))
        batch_op.add_column(
            sa.Column('is_narrowed', sa.Boolean(), nullable=False, server_default=sa.true())
        )
    # Nobody has spoken yet about whoever came by themselves and was granted nothing.
    op.execute(
        'UPDATE people SET is_narrowed = false '
        'WHERE id NOT IN (SELECT person_id FROM person_roles)'
    )
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.alter_column('is_narrowed', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_column('is_narrowed')
        batch_op.drop_column('claimed_at')
        batch_op.drop_column('claimed')
