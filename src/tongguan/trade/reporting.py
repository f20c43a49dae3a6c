"""报送 The published codes by which every paper says what its sender wants done."""

from tongguan.trade.papers import Action

ACTIONS = {"1": Action.NEW, "2": Action.CHANGE, "3": Action.DELETE}
DRAFT = {"1": True, "2": False}
