"""Write the sample library: `python -m installers.sample [OUT]`, OUT being resources/sample by default."""

import json
import sys
from pathlib import Path

import zstandard

from installers.sample.courts import overlay
from installers.sample.library import Maker
from installers.sample.matters import read_matters
from installers.sample.plots import read_all

NOT_FOLLOWED = {"name": "演示指导案例9002号", "number": 9002, "since": "2024-01-01", "by": "演示通知〔2023〕9号"}
_LARGEST_PLAIN = 3_000_000  # bytes; above it the cases are packed


def main(out: Path) -> None:
    """Write cases, matters and the court overlay into a folder."""
    records = Maker(read_all()).run()
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    (out / "reference").mkdir(parents=True, exist_ok=True)
    plain, packed = out / "cases.jsonl", out / "cases.jsonl.zst"
    for old in (plain, packed):
        old.unlink(missing_ok=True)
    if len(lines) <= _LARGEST_PLAIN:
        plain.write_bytes(lines)
    else:
        packed.write_bytes(zstandard.ZstdCompressor(level=19).compress(lines))
    _write(
        out / "reference" / "courts.json",
        {"head": {"what": "演示数据：虚构的法院，不与真实法院混用"}, "courts": overlay()},
    )
    _write(
        out / "reference" / "authority.json",
        {"head": {"what": "演示数据：虚构的不再参照情形"}, "not_followed": [NOT_FOLLOWED]},
    )
    _write(out / "matters.json", {"version": 1, "source": "演示数据", "matters": read_matters()})
    print(f"{len(records)} cases, {len(lines):,} bytes, in {out}")


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "resources" / "sample")
