"""Tongguan 通关: an open single window for China cross-border e-commerce."""
