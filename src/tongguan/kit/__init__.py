"""Floor 1, engines without a domain word: dates, checks, lifecycles, wire forms."""
