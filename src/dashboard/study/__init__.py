"""The data folder: a text with its codebook, codings, dated events and sources."""
