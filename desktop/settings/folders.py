"""Where things are: the user's data, the sample's data, what ships with Leian, the policy file.

Belongs here: names of places. Does not: making them, or reading what is in them.
"""

import os
import sys
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the user's data folder."""
    return Path(platformdirs.user_data_dir("leian", appauthor=False))


def sample_folder() -> Path:
    """Return the data folder of the sample library; never the user's own."""
    return Path(platformdirs.user_data_dir("leian-sample", appauthor=False))


def resources_folder() -> Path:
    """Return the folder of data that ships with Leian: beside the packages, or beside a frozen program."""
    if getattr(sys, "frozen", False):
        inside = Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
        return inside / "resources"
    return Path(__file__).resolve().parents[2] / "resources"


def policy_file() -> Path:
    """Return where IT staff put the policy (interfaces.md)."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Leian" / "policy.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Leian/policy.toml")
    return Path("/etc/leian/policy.toml")
