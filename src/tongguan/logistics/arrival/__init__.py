"""运抵单 What the supervised site reports of export parcels that came in (CEB507).

Only where a site asks for it. Without parcels, all of the bill of lading has come.
"""
