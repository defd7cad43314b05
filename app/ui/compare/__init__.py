"""Two revisions of a sheet compared: laid on each other, side by side, or one after the other."""
