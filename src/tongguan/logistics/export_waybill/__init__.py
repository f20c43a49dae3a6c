"""出口物流运单 What a carrier reports of the parcel of an export order (CEB505)."""
