"""What a sheet is: rendering, text, links between sheets, markup geometry, comparison, export. No Qt widgets.

pdfium is not thread-safe, not even across documents: in the window's process one render thread owns it (``render``);
everything else that opens a PDF happens in worker processes that may die (``worker``, ``worker_pool``).
"""

from __future__ import annotations
