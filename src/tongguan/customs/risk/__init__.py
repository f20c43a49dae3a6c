"""风险布控 Which parcels deserve a second look: an officer's eye, or an opened box.

The findings of this room are for officers. A sender is told one neutral sentence
(`told`), whatever was found, so that nobody learns the rules by trying.
"""
