"""The page of the settings: what holds for this computer, this workspace, and its link to Procore."""

from __future__ import annotations
