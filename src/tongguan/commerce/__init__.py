"""商 The commerce hall: enterprises and orders."""
