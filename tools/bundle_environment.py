"""Run by the built program on Linux before anything else: what it starts gets the environment it was given itself.

PyInstaller's starter points the loader at the folder's libraries by LD_LIBRARY_PATH, which this process has read.
A browser that is opened to sign in must not load them instead of the system's own. And a worker, which is this program
again, must not take itself for started already, or nobody points it there.
"""

from __future__ import annotations

import os

given = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if given is not None:
    os.environ["LD_LIBRARY_PATH"] = given
for name in [name for name in os.environ if name.startswith("_PYI_")]:
    del os.environ[name]
