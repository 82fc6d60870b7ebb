"""Snippets, files that go with messages, and what links tell our sites."""

from alembic import op
import sqlalchemy as sa

from core.store.types import Moment


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

UTM = (('utm_source', sa.String()), ('utm_medium', sa.String()), ('utm_campaign', sa.String()), ('utm_hosts', sa.Text()))


def upgrade() -> None:
    with op.batch_alter_table('template_versions', schema=None) as batch_op:
        for name, kind in UTM:
            batch_op.add_column(sa.Column(name, kind, server_default='', nullable=False))
    op.create_table('message_files',
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('kept_by', sa.String(), nullable=False),
    sa.Column('kept_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_message_files'))
    )
    op.create_table('template_attachments',
    sa.Column('template_id', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['digest'], ['message_files.digest'], name=op.f('fk_template_attachments_digest_message_files')),
    sa.ForeignKeyConstraint(['template_id', 'version'], ['template_versions.template_id', 'template_versions.version'], name=op.f('fk_template_attachments_template_id_template_versions')),
    sa.PrimaryKeyConstraint('template_id', 'version', 'position', name=op.f('pk_template_attachments'))
    )
    op.create_table('snippets',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('archived_at', Moment(), nullable=True),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_snippets'))
    )
    op.create_table('snippet_versions',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('saved_by', sa.String(), nullable=False),
    sa.Column('saved_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['name'], ['snippets.name'], name=op.f('fk_snippet_versions_name_snippets')),
    sa.PrimaryKeyConstraint('name', 'version', name=op.f('pk_snippet_versions'))
    )


def downgrade() -> None:
    op.drop_table('snippet_versions')
    op.drop_table('snippets')
    op.drop_table('template_attachments')
    op.drop_table('message_files')
    with op.batch_alter_table('template_versions', schema=None) as batch_op:
        for name, _ in UTM:
            batch_op.drop_column(name)
