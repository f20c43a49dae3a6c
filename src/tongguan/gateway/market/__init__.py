"""市场监管（食品药品许可） Whether a licence of food or medicine is in force."""
