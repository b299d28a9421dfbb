"""What several rooms must know alike: words, addresses, colours, and how text is shown as text."""
