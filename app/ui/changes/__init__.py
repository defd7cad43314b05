"""The page « What changed » of one project, and its reports."""
