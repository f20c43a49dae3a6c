"""Where Tongguan keeps what it owns on this machine: data, keys, the database."""

import os
from pathlib import Path

from platformdirs import user_data_dir

from tongguan.plumbing.server_account import NOBODY, lookup


def home() -> Path:
    """数据目录。The folder of this installation, made closed to other accounts.

    `TONGGUAN_HOME` names another. Made by root, it may be passed through (not listed)
    by the group of the account the database server runs under; the server could not
    reach its own files otherwise. A folder that was there before is left as it is.
    """
    named = os.environ.get("TONGGUAN_HOME")
    folder = Path(named or user_data_dir("tongguan", appauthor=False)).absolute()
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        account = lookup(NOBODY) if os.geteuid() == 0 else None
        if account is not None:
            os.chown(folder, 0, account.gid)
            folder.chmod(0o710)
    return folder
