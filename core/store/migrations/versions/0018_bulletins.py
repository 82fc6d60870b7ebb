"""Who wants to be told of results by e-mail, and what was told them."""

from alembic import op
import sqlalchemy as sa

import core.store.types


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bulletin_choices',
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('rhythm', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('chosen_at', core.store.types.Moment(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_bulletin_choices_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_bulletin_choices'))
    )
    op.create_table('bulletins',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('rhythm', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('made_at', core.store.types.Moment(), nullable=False),
    sa.Column('not_before', core.store.types.Moment(), nullable=True),
    sa.Column('attempts', sa.Integer(), server_default='0', nullable=False),
    sa.Column('handed_at', core.store.types.Moment(), nullable=True),
    sa.Column('sent_at', core.store.types.Moment(), nullable=True),
    sa.Column('answer', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_bulletins_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bulletins'))
    )
    with op.batch_alter_table('bulletins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bulletins_person_id'), ['person_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('bulletins', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bulletins_person_id'))

    op.drop_table('bulletins')
    op.drop_table('bulletin_choices')
