"""公众 Pages anybody may see: the entrance, signing in, the tax calculator."""
