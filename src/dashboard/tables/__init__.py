"""Document + codings → tidy tables, each with a schema, and what may be asked of them."""
