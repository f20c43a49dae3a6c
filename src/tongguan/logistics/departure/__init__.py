"""离境单 What a carrier reports of export parcels that left the country (CEB509)."""
