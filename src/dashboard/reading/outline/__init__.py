"""The title and headings of a text → its outline."""
