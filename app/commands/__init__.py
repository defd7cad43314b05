"""The command line, one module per group of commands (the public contract: ``docs/en/commands.md``).

A command only translates: arguments to a call into storage or the engine, what comes back to text or JSON, a
``Failure`` to a sentence and an exit code. Importing these modules must stay cheap: what only one command needs
(the engine, the keyring, ``rich``) is imported inside it.
"""

from __future__ import annotations
