"""`leian`: alone it opens the window, with a command it runs that command.

Modules are imported by name only when they are needed, so that no command but `demo` loads Qt.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from desktop.cli.arguments import parse_arguments

_NO_QT = "缺少打开窗口所需的系统库（{}）。请按 README 安装后重试；不带窗口的命令仍然可用，见 leian --help。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run Leian with these arguments (default: those of the process); return the exit status."""
    # Before numpy is loaded: its tables here are small, threads would wait for one another, and add up differently.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if getattr(sys, "frozen", False):  # then the processes of engine/spare_cores.py begin here, and end here
        import_module("multiprocessing").freeze_support()
    options = parse_arguments(sys.argv[1:] if argv is None else argv)
    if options.version:
        print(f"leian {_version()}")
        return 0
    if options.command not in (None, "demo"):
        return _command(options)
    try:
        room = import_module("desktop.app.wiring" if options.command is None else "desktop.app.demo")
    except ImportError as error:
        print(f"leian: {_NO_QT.format(error)}", file=sys.stderr)
        return 1
    if options.command == "demo":
        return int(room.run_demo(options.out, options.data))
    return int(room.run_window(options.data, options.sample))


def _command(options: Namespace) -> int:
    """Run a command; a bug of ours is one sentence and a crash file, never a traceback."""
    try:
        return int(import_module("desktop.cli.run").run(options))
    except Exception as error:  # noqa: BLE001 - one of the three places where anything may be caught
        with suppress(ImportError):
            folders, crash = import_module("desktop.settings.folders"), import_module("desktop.app.crash")
            data = options.data or (folders.sample_folder() if options.sample else folders.data_folder())
            crash.write_crash(data, error, _version())
        print(f"leian: {import_module('desktop.words').sentence(error)}", file=sys.stderr)
        return 1


def _version() -> str:
    try:
        return version("leian")
    except PackageNotFoundError:
        return "0.1.0"


if __name__ == "__main__":
    sys.exit(main())
