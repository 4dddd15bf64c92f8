"""Places: the bundled gazetteer, finding names in text, resolving and locating them."""
