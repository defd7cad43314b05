"""Writing PDF files: markups as annotations or as part of the drawing, stamps, and bound sets.

It runs in a worker process only: what is opened here comes from outside, and qpdf keeps the interpreter busy.
"""

from __future__ import annotations
