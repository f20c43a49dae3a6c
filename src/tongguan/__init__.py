"""通关 Tongguan — the open single window for cross-border e-commerce."""

__version__ = "0.1.0"
