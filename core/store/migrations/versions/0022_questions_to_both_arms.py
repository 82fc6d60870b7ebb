"""A last step that asks both arms, and what contacts say beside their answer."""

from alembic import op
import sqlalchemy as sa


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('campaign_steps', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asks', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('has_comment', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('survey_answers', schema=None) as batch_op:
        batch_op.add_column(sa.Column('comment', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('survey_answers', schema=None) as batch_op:
        batch_op.drop_column('comment')

    with op.batch_alter_table('campaign_steps', schema=None) as batch_op:
        batch_op.drop_column('has_comment')
        batch_op.drop_column('asks')
