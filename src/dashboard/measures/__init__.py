"""Tables → counts and shares, each a table with a schema."""
