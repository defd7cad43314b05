"""The guide in the program: the pages of ``docs/en`` and ``docs/fr``, readable without a network."""
