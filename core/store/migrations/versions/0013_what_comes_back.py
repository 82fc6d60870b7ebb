"""What comes back: returned mails, opens and clicks; orders for one purpose; who is forgotten."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('erasures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('erased_at', core.store.types.Moment(), nullable=False),
    sa.Column('erased_by', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasures')),
    sa.UniqueConstraint('kind', 'digest', name=op.f('uq_erasures_kind_digest'))
    )
    op.create_table('mail_receipts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dispatch_id', sa.String(), nullable=True),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('address', sa.String(), server_default='', nullable=False),
    sa.Column('status', sa.String(), server_default='', nullable=False),
    sa.Column('raw', sa.LargeBinary(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('said_at', core.store.types.Moment(), nullable=True),
    sa.Column('received_at', core.store.types.Moment(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatches.id'], name=op.f('fk_mail_receipts_dispatch_id_dispatches')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_receipts')),
    sa.UniqueConstraint('digest', name=op.f('uq_mail_receipts_digest'))
    )
    with op.batch_alter_table('mail_receipts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mail_receipts_address_kind'), ['address', 'kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_receipts_dispatch_id'), ['dispatch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_receipts_received_at'), ['received_at'], unique=False)

    op.create_table('tracked_links',
    sa.Column('campaign_id', sa.String(), nullable=False),
    sa.Column('edition', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_tracked_links_campaign_id_campaigns')),
    sa.PrimaryKeyConstraint('campaign_id', 'edition', 'number', name=op.f('pk_tracked_links'))
    )
    op.create_table('tracking_events',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dispatch_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('link', sa.Integer(), nullable=True),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('agent', sa.String(), server_default='', nullable=False),
    sa.Column('source', sa.String(), server_default='', nullable=False),
    sa.Column('happened_at', core.store.types.Moment(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('rule', sa.String(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['dispatch_id'], ['dispatches.id'], name=op.f('fk_tracking_events_dispatch_id_dispatches')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tracking_events'))
    )
    with op.batch_alter_table('tracking_events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tracking_events_dispatch_id'), ['dispatch_id'], unique=False)

    with op.batch_alter_table('suppressions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('purpose', sa.String(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('suppressions', schema=None) as batch_op:
        batch_op.drop_column('purpose')

    op.drop_table('tracking_events')
    op.drop_table('tracked_links')
    op.drop_table('mail_receipts')
    op.drop_table('erasures')
