"""税务 Hears which payment notices are paid."""
