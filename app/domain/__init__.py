"""What Planrack talks about: records, states, failure classes, roles, and the pure rules over them.

Nothing here does I/O, knows the clock, or imports anything else of the product.
"""

from __future__ import annotations
