"""Connecting a project to Procore: the card, the sign-in, and the choice of the Procore project."""

from __future__ import annotations
