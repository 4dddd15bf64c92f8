"""Who acts on whom, who holds the place, and who says so."""
