"""Markups over an open sheet: how they look, the tools that draw them, and what is kept of them."""
