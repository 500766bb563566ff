"""Rewrite uv.lock and the pip requirements that the set-up script installs from it.

pip, not uv, installs: it is what a bare machine has, and it honours the mirrors that a court's intranet sets for pip.

usage: python installers/lock.py [--upgrade]      (needs uv on the PATH)
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The runtime set carries the build backend too: the package itself is installed without reaching outside the lock.
SETS = {"requirements.txt": ["--no-dev", "--group", "build"], "requirements-dev.txt": ["--group", "build"]}


def main(arguments: list[str]) -> int:
    """Lock, then export one requirements file a set, with hashes."""
    subprocess.run(["uv", "lock", *arguments], cwd=ROOT, check=True)
    for name, options in SETS.items():
        command = ["uv", "export", "-q", "--locked", "--no-emit-project", "--no-annotate", "--no-header", *options]
        lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        (ROOT / "installers" / name).write_text(f"# Made by installers/lock.py from uv.lock.\n{lines}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
