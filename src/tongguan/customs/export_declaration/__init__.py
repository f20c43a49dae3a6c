"""出口清单 The declaration list of an export parcel (CEB603).

Retail (9610, 1210), to a firm (9710), or to an overseas warehouse (9810). A simplified
list ends with itself; the others are merged into a declaration later.
"""
