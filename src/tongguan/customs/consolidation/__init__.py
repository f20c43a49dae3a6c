"""清单总分单 Which export lists hang under one bill of lading (CEB607).

What a list left open about its voyage is said here.
"""
