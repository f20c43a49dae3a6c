"""平台运营 Pages of whoever runs the window: how it is doing right now."""
