"""What the house tells its people may be about them or a rule book, and no campaign."""

from alembic import op
import sqlalchemy as sa


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.alter_column('campaign_id', existing_type=sa.VARCHAR(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE campaign_id IS NULL")
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.alter_column('campaign_id', existing_type=sa.VARCHAR(), nullable=False)
