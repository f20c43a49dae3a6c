"""商品备案 Articles on file: declared once by their seller, checked on every list.

An article is known by its seller and item number. Every change makes a new version
and the old ones are kept; a list is held against the version that had taken effect on
its day, and its decision says which one that was. Whether goods must be on file at all
is for the zone to decide.
"""
