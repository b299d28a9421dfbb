"""A text's source lists and notes → its sources."""
