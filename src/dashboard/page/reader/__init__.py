"""The right column: the passages that were picked, and the very words."""
