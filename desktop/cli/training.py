"""`leian train`: a model of legal labels from the library's own cases."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop.cli.printing import Progress, print_json
from desktop.cli.queries import read_text
from localdb.engine.train import train
from localdb.engine.workspace import Workspace
from localdb.model.errors import FileMissing


def train_model(workspace: Workspace, options: argparse.Namespace) -> int:
    """Train on the library, write the model, say what it has learnt."""
    if not (workspace.data / "library.db").exists():
        raise FileMissing(workspace.data / "library.db")
    without = _names(options.without) if options.without else ()
    with Progress() as progress:
        made = train(workspace, options.out, without, lambda done, whole: progress.show(f"正在训练：{done}/{whole} 轮"))
    if options.json:
        print_json({**made._asdict(), "path": str(made.path)})
    else:
        print(f"已由 {made.cases:,} 件案例训练，可辨认 {made.causes} 种案由和罪名；写入 {made.path}。")
        if options.out is None:
            print("此后的检索即用新模型；已经打开的窗口，重新打开后启用。")
    return 0


def _names(path: Path) -> Sequence[str]:
    return [name for line in read_text(path).splitlines() if (name := line.strip())]
