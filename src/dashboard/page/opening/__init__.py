"""How a text comes onto the page, and how it is kept there."""
