"""Roles that a sign-in claims, sessions, passwords, and attempts in vain; rule books."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: others refer to this table, so it cannot be made anew.
    op.add_column('people', sa.Column('claimed', sa.JSON(), nullable=True))
    op.add_column('people', sa.Column('claimed_at', core.store.types.Moment(), nullable=True))
    op.add_column(
        'people',
        sa.Column('is_narrowed', sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    # Nobody has spoken yet about whoever came by themselves and was granted nothing; who took
    # every role from somebody has spoken, and only the journal still says so.
    op.execute(
        'UPDATE people SET is_narrowed = false '
        'WHERE id NOT IN (SELECT person_id FROM person_roles) '
        "AND id NOT IN (SELECT subject FROM journal_entries WHERE verb = 'people.grant')"
    )
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
    op.create_table(
        'denials',
        sa.Column('person_id', sa.String(), nullable=False),
        sa.Column('permission', sa.String(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.Column('first_at', core.store.types.Moment(), nullable=False),
        sa.Column('last_at', core.store.types.Moment(), nullable=False),
        sa.Column('journaled_at', core.store.types.Moment(), nullable=False),
        sa.PrimaryKeyConstraint('person_id', 'permission', 'place', name=op.f('pk_denials')),
    )
    op.create_table(
        'rule_book_versions',
        sa.Column('book', sa.String(), nullable=False),
        sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('written_by', sa.String(), nullable=False),
        sa.Column('written_at', core.store.types.Moment(), nullable=False),
        sa.Column('confirmed_by', sa.String(), nullable=True),
        sa.Column('confirmed_at', core.store.types.Moment(), nullable=True),
        sa.Column('withdrawn_by', sa.String(), nullable=True),
        sa.Column('withdrawn_at', core.store.types.Moment(), nullable=True),
        sa.PrimaryKeyConstraint('book', 'version', name=op.f('pk_rule_book_versions')),
    )


def downgrade() -> None:
    op.drop_table('rule_book_versions')
    op.drop_table('denials')
    op.drop_table('sign_in_attempts')
    op.drop_table('passwords')
    op.drop_table('sessions')
    for column in ('is_narrowed', 'claimed_at', 'claimed'):
        op.drop_column('people', column)
