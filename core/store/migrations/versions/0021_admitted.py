"""With which claim a message passed the contact policy: till it is settled, it counts."""

from alembic import op
import sqlalchemy as sa


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by a copy of the table: of all tables this one is the longest.
    op.add_column('dispatches', sa.Column('admitted', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column('dispatches', 'admitted')
