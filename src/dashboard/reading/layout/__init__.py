"""Lines of a text → its blocks: paragraphs, list items, tables, code."""
