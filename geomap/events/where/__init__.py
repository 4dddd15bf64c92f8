"""Where an act happens: which places may be its own, and which are."""
