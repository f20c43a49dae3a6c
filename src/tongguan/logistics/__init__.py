"""物 The logistics hall: waybills."""
