"""Measurements of the product, each beside a peer or a limit of the same run. See ``docs/benchmarks.md``."""
