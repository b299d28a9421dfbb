"""A web page, or what is first made into one → text in the dialect."""
