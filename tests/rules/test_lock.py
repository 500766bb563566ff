"""The requirements that pip installs are those of uv.lock, and nothing in them lacks a hash."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pinned(name: str) -> dict[str, set[str]]:
    """Read the pins of a requirements file: name -> versions (one a marker)."""
    pins: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", (ROOT / "installers" / name).read_text(), re.M):
        pins.setdefault(package, set()).add(version)
    return pins


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_the_lock(name: str) -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    locked: dict[str, set[str]] = {}
    for package in lock["package"]:
        locked.setdefault(package["name"], set()).add(package.get("version", ""))
    pins = pinned(name)
    assert pins
    for package, versions in pins.items():
        assert versions <= locked[package], package


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_has_a_hash(name: str) -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", (ROOT / "installers" / name).read_text(), flags=re.M)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_runtime_dependencies_are_pinned_for_pip() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=~ ]", entry)[0].lower() for entry in project["dependencies"]}
    assert wanted <= pinned("requirements.txt").keys()
