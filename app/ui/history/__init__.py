"""The history of a project's syncs: how each went, why it failed, and what to do."""
