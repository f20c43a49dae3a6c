"""外汇管理 Hears of money that came in for exports."""
