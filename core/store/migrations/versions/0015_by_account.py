"""What an account got, and which audiences it was in, are found by the account."""

from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('dispatches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispatches_account_id_sent_at'), ['account_id', 'sent_at'], unique=False)

    with op.batch_alter_table('audience_contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audience_contacts_account_id'), ['account_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('audience_contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audience_contacts_account_id'))

    with op.batch_alter_table('dispatches', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dispatches_account_id_sent_at'))
