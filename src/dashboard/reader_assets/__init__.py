"""How passages are written as HTML, for the page and for whatever else shows them."""
