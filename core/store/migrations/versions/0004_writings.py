"""The words of a message by variant and language, beside its version."""

import re

from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

WORDS = ('subject', 'html', 'text')


def upgrade() -> None:
    op.create_table('template_writings',
    sa.Column('template_id', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('variant', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('markup', sa.String(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('link', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['template_id', 'version'], ['template_versions.template_id', 'template_versions.version'], name=op.f('fk_template_writings_template_id_template_versions')),
    sa.PrimaryKeyConstraint('template_id', 'version', 'variant', 'language', name=op.f('pk_template_writings'))
    )
    connection = op.get_bind()
    rows = connection.execute(sa.text('SELECT template_id, version, subject, html, text FROM template_versions'))
    for row in list(rows):
        words = {name: getattr(row, name) for name in WORDS}
        connection.execute(
            sa.text(
                'INSERT INTO template_writings (template_id, version, variant, language, position,'
                ' markup, subject, html, text, link) VALUES (:template_id, :version, \'A\','
                ' :language, 0, \'html\', :subject, :html, :text, \'\')'
            ),
            {
                'template_id': row.template_id,
                'version': row.version,
                'language': 'ru' if re.search('[а-яё]', ' '.join(words.values()), re.I) else 'en',
                **words,
            },
        )
    with op.batch_alter_table('template_versions', schema=None) as batch_op:
        for name in WORDS:
            batch_op.drop_column(name)


def downgrade() -> None:
    with op.batch_alter_table('template_versions', schema=None) as batch_op:
        for name in WORDS:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default='', nullable=False))
    connection = op.get_bind()
    versions = sa.table('template_versions', *map(sa.column, ('template_id', 'version', *WORDS)))
    for row in list(connection.execute(sa.text('SELECT * FROM template_writings WHERE position = 0'))):
        same = sa.and_(versions.c.template_id == row.template_id, versions.c.version == row.version)
        words = {name: getattr(row, name) for name in WORDS}
        connection.execute(sa.update(versions).where(same).values(words))
    op.drop_table('template_writings')
