"""The pages of a PDF file → text in the dialect."""
