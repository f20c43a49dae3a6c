"""本人 Pages about oneself: what proves one, where one is signed in."""
