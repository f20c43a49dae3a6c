"""一条命令装好。The set-up is quick the second time, and its output is clean."""

import importlib.util
import re
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "web/package-lock.json")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bootstrap.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not module.is_ready():
        pytest.skip("the tests do not run in the environment bootstrap.py made")
    return module


@pytest.mark.usefixtures("bootstrap")
def test_standard_output_belongs_to_the_program() -> None:
    done = run("python", "-c", "print(1)")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


@pytest.mark.usefixtures("bootstrap")
def test_the_exit_code_is_the_programs() -> None:
    assert run("python", "-c", "raise SystemExit(7)").returncode == 7


@pytest.mark.usefixtures("bootstrap")
def test_a_second_set_up_does_nothing_and_is_quick() -> None:
    began = time.monotonic()
    done = run("setup")
    assert time.monotonic() - began < 1
    assert done.stderr == "· 下一步 next: python3 bootstrap.py demo\n"
    assert done.stdout == ""


def test_help_names_every_verb() -> None:
    done = run("help")
    listed = re.findall(r"^  (\w+) ", done.stdout, re.MULTILINE)
    assert listed == [
        *("setup", "demo", "serve", "test", "check", "fix", "lock", "tongguan"),
        *("python", "help"),
    ]
    assert done.stderr == ""


def test_an_unknown_verb_is_refused_with_the_list() -> None:
    done = run("dance")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("没有此命令 no such verb: dance\n")


def test_one_package_is_cut_out_of_the_lock_with_its_hashes(
    bootstrap: ModuleType,
) -> None:
    lines = bootstrap.locked("uv").splitlines()
    assert re.fullmatch(r"uv==[\d.]+ \\", lines[0])
    assert all(re.match(r"    --hash=sha256:[0-9a-f]{64}", line) for line in lines[1:])
    assert len(lines) > 2


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_where_packages_come_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"--index-url|--find-links|resolved|registry", text)
    assert not re.findall(r"https?://[^\"\s]*\.(?:whl|tgz|tar\.gz)", text)


def test_every_locked_package_has_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert [p for p in packages if "--hash=sha256:" not in p] == []
    assert len(packages) > 50
