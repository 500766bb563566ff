"""The set-up script of the README: one command from a fresh machine to the main job, one to the tests.

Uses the standard library only. Makes `.venv` from the locked requirements, sees to the system libraries (installs them
when root on Debian or its kin, else prints the one line and stops), then runs the window, the demo, or the checks.
On Linux the first also gives the user's fontconfig the stand-ins for the faces of official documents.
Does not belong here: building installers for a platform.

usage: python3 installers/setup.py [run | test]
"""

import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "leian-lock.txt"

# shared library -> Debian package that brings it
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
TOOLS = {
    "xvfb-run": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
}
FONTS = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FACES = ROOT / "installers" / "linux" / "fonts" / "60-leian-court-faces.conf"
FONT_NAMES = ("cjk", "wqy", "simsun", "simfang", "sourcehan", "droidsansfallback", "fangzheng", "msyh")


def main(arguments: list[str]) -> int:
    """Set up, then run or test; return the exit status of what ran."""
    task = arguments[0] if arguments else "run"
    if task not in ("run", "test") or len(arguments) > 1:
        print(__doc__.strip().splitlines()[-1], file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever python3 the machine has
        print(f"需要 Python 3.11 或更高版本，当前为 {sys.version.split()[0]}。", file=sys.stderr)
        return 1
    if not see_to_system(task) or not see_to_environment(task):
        return 1
    if task == "test":
        return checks()
    see_to_faces()
    return main_job()


def see_to_system(task: str) -> bool:
    """Make sure that the system libraries, fonts and (for the tests) tools are there; say what is missing if not."""
    if not sys.platform.startswith("linux"):
        return True
    missing = [*missing_libraries(OFFSCREEN)]
    if task == "test" or has_display():
        missing += missing_libraries(WINDOW)
    if task == "test":
        missing += [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if not has_chinese_font():
        missing.append(FONTS)
    if not has_venv():
        missing.append("python3-venv")
    return not missing or install(missing)


def missing_libraries(wanted: Mapping[str, str]) -> list[str]:
    """List the packages whose shared library cannot be loaded."""
    return [package for library, package in wanted.items() if not loads(library)]


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Tell whether a window can be shown."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_chinese_font() -> bool:
    """Tell whether any font with Chinese glyphs is installed, by file name: fc-list may not be there."""
    for folder in FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*"):
            if any(name in path.name.lower().replace(" ", "") for name in FONT_NAMES):
                return True
    return False


def has_venv() -> bool:
    """Tell whether this Python can make virtual environments (Debian splits ensurepip off)."""
    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0


def install(packages: Iterable[str]) -> bool:
    """Install Debian packages when root, else print the one line that does and return False."""
    names = sorted(set(packages))
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None:
        print(f"缺少系统组件（Debian 包名）：{' '.join(names)}。请用本机的包管理器安装后重试。", file=sys.stderr)
        return False
    if os.geteuid() != 0:
        print("缺少系统组件，请先执行下面一行，再重新运行本命令：", file=sys.stderr)
        print(f"    sudo apt-get update && sudo {shlex.join(command)}", file=sys.stderr)
        return False
    print(f"正在安装系统组件：{' '.join(names)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-qq"], command):
        done = subprocess.run(step, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            print(f"系统组件安装失败：{shlex.join(step)}\n{done.stderr.strip()[-2000:]}", file=sys.stderr)
            return False
    return True


def see_to_environment(task: str) -> bool:
    """Make or refresh `.venv` from the lock of this task; nothing is done when it is already as locked."""
    lock = ROOT / "installers" / ("requirements-dev.txt" if task == "test" else "requirements.txt")
    digests = [digest(ROOT / "installers" / name) for name in ("requirements.txt", "requirements-dev.txt")]
    mark = f"{sys.version_info[0]}.{sys.version_info[1]} {' '.join(digests)}"
    stamp = STAMP.read_text().splitlines() if STAMP.exists() else []
    done = stamp[1:] if stamp[:1] == [mark] else []  # the tasks that this very environment is ready for
    if done and (task == "run" or "test" in done):
        return True
    print("正在准备运行环境（首次约需数分钟）……", flush=True)
    if not done and VENV.exists():
        shutil.rmtree(VENV)
    python = str(BIN / "python")
    install_locked = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    steps = [
        [sys.executable, "-m", "venv", str(VENV)],
        [*install_locked, "--require-hashes", "-r", str(lock)],
        [*install_locked, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ]
    for step in steps:
        if subprocess.run(step).returncode:
            print(f"运行环境准备失败：{shlex.join(step)}", file=sys.stderr)
            return False
    STAMP.write_text("\n".join([mark, task, *done]))
    return True


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def see_to_faces() -> None:
    """Give this user's fontconfig the stand-ins for missing faces and say so; a file already there is left alone."""
    if not sys.platform.startswith("linux"):
        return
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "fontconfig" / "conf.d"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / FACES.name).open("xb") as file:
            file.write(FACES.read_bytes())
    except FileExistsError:
        return
    except OSError as error:
        print(f"公文字体替代规则未能写入 {folder}：{error.strerror}。不影响使用。", file=sys.stderr)
        return
    print(f"本机缺少小标宋、仿宋、楷体时以宋体代替，规则已写入 {folder / FACES.name}。", flush=True)


def main_job() -> int:
    """Open the window on the sample library, or without a display do the same job headless."""
    leian = str(BIN / "leian")
    return subprocess.run([leian, "--sample"] if has_display() else [leian, "demo"], cwd=ROOT).returncode


def checks() -> int:
    """Run style, types, room contracts and tests; stop at the first that fails."""
    python = str(BIN / "python")
    for step in (
        [str(BIN / "ruff"), "check", "-q", "--output-format", "concise", "."],
        [str(BIN / "ruff"), "format", "--check", "."],
        [python, "-m", "mypy"],
        [str(BIN / "lint-imports")],
        [python, "-m", "pytest", "-n", "2"],
    ):
        print(f"$ {Path(step[0]).name} {shlex.join(step[1:])}", flush=True)
        status = subprocess.run(step, cwd=ROOT).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
