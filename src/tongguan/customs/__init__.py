"""关 The customs hall: filing, matching, duty, risk, declaration, release."""
