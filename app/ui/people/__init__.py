"""Who works here, and who may do what: members, profiles and permissions (S4, S52-S53)."""

from __future__ import annotations
