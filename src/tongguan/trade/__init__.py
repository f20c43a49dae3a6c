"""Floor 0, the vocabulary of the trade: papers, parties, goods; plain Python."""
