"""The settings as mypy's Django plugin reads them: no server is started for that."""

import os
from pathlib import Path

os.environ["DATABASE_URL"] = "postgresql://types@127.0.0.1/types"
os.environ["TONGGUAN_HOME"] = str(Path(__file__).parents[1] / ".mypy_cache" / "home")

from tongguan.settings import *  # noqa: F403  (the environment comes first)
