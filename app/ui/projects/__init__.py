"""The list of projects: one line each, with the state of its Procore folder."""

from __future__ import annotations
