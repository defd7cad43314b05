"""A local server that speaks Procore's contract, with generated drawings: for the demonstration and the tests.

It stands alone: nothing here imports another part of the product, so it cannot share a misreading of the contract
with the client it answers.
"""

from __future__ import annotations
