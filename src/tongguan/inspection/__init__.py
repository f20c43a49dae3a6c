"""检 Inspection and quarantine: which goods are on file, and whether they are so."""
