"""接口 JSON for enterprises: try messages, assess a purchase, ask after a list."""
