"""电信 Brings text messages to telephones."""
