"""市场监管 Whether a firm is registered under its credit code, and open."""
