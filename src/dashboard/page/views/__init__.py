"""What stands in the left column: a module per view, none of which imports another."""
