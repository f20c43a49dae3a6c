"""融 The finance hall: payments and guarantees."""
