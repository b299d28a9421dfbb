"""What can be taken away, a module per format."""
