"""承办 Who has taken a paper in hand: one officer of each agency, until handed back."""
