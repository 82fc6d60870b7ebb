"""Roles that a sign-in claims, sessions, passwords, and attempts in vain."""

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
    op.create_table(
        'sessions',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('token_digest', sa.String(length=64), nullable=False),
        sa.Column('person_id', sa.String(), nullable=False),
        sa.Column('issuer', sa.String(), nullable=False),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('agent', sa.String(), nullable=False),
        sa.Column('began_at', core.store.types.Moment(), nullable=False),
        sa.Column('seen_at', core.store.types.Moment(), nullable=False),
        sa.Column('ended_at', core.store.types.Moment(), nullable=True),
        sa.Column('ended_by', sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ['person_id'], ['people.id'], name=op.f('fk_sessions_person_id_people')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sessions')),
        sa.UniqueConstraint('token_digest', name=op.f('uq_sessions_token_digest')),
    )
    op.create_index(op.f('ix_sessions_person_id'), 'sessions', ['person_id'], unique=False)
    op.create_table(
        'passwords',
        sa.Column('person_id', sa.String(), nullable=False),
        sa.Column('digest', sa.String(), nullable=False),
        sa.Column('set_at', core.store.types.Moment(), nullable=False),
        sa.Column('set_by', sa.String(), nullable=False),
        sa.Column('is_one_time', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['people.id'], name=op.f('fk_passwords_person_id_people')
        ),
        sa.PrimaryKeyConstraint('person_id', name=op.f('pk_passwords')),
    )
    op.create_table(
        'sign_in_attempts',
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('failed_at', core.store.types.Moment(), nullable=False),
        sa.PrimaryKeyConstraint('key', name=op.f('pk_sign_in_attempts')),
    )


def downgrade() -> None:
    op.drop_table('sign_in_attempts')
    op.drop_table('passwords')
    op.drop_table('sessions')
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_column('is_narrowed')
        batch_op.drop_column('claimed_at')
        batch_op.drop_column('claimed')
