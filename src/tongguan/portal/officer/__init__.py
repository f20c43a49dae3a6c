"""海关关员 Pages of the customs: what waits, deciding it, seeing who a person is."""
