"""出口退货 Exported goods that come back: the request (CEB213), the tally (CEB215).

Announcement 2020-44: within a year of release, all of a parcel or part of it.
"""
