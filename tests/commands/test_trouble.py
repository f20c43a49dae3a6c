"""An installation that can't run says why, without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

MAIN = "from tongguan.cli import main; main()"


def test_a_database_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "message.xml").write_text("<x/>", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", MAIN, "submit", "message.xml"],
        cwd=tmp_path,
        env={
            **os.environ,
            "DATABASE_URL": f"host={tmp_path} dbname=nothing",
            "TONGGUAN_HOME": str(tmp_path / "home"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 3
    assert run.stdout == ""
    assert run.stderr.startswith("数据库无法连接。The database can't be reached;")
    assert "Traceback" not in run.stderr
