"""Runs the migrations on the connection that ``storage.migrate`` opened, inside its transaction."""

from __future__ import annotations

from alembic import context

from app.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot change most things of a table in place.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
