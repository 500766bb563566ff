"""A library of a few dozen small cases in a workspace with a drained index."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.kinds import CaseType, Effect, Section

OWN, PARENT, HIGH = "江西省南昌市青山湖区人民法院", "江西省南昌市中级人民法院", "江西省高级人民法院"
SUPREME, ELSEWHERE = "最高人民法院", "北京市朝阳区人民法院"
DRIVING = "经审理查明，被告人甲醉酒驾驶机动车，与停放的货车发生碰撞，致乘客死亡，甲弃车逃逸，血液酒精含量超标。"
REASONED = "本院认为，被告人甲违反交通运输管理法规，醉酒驾驶机动车发生重大事故致人死亡并且逃逸，已构成交通肇事罪。"
THEFT = "经审理查明，被告人乙深夜撬锁进入商店，窃取香烟、现金和手机，销赃后挥霍。"
LOAN = "经审理查明，被告向原告借款十万元，出具借条，约定月利率百分之二，到期没有归还本金和利息。"


def made(ident: str, facts: str = DRIVING, reasoning: str = REASONED, **fields: object) -> Case:
    """Make an effective criminal case of the own court; `fields` replace its own."""
    number = sum(map(ord, ident))
    plain: dict[str, object] = {
        "source": "库",
        "title": f"{ident}交通肇事罪刑事判决书",
        "court": OWN,
        "case_no": f"（2020）赣0111刑初{number}号",
        "date": date(2020, 5, 1),
        "case_type": CaseType.CRIMINAL,
        "doc_type": "刑事判决书",
        "charges": ("交通肇事罪",),
        "statutes": ("《中华人民共和国刑法》第一百三十三条",),
        "effect": Effect.EFFECTIVE,
        "sections": {Section.FACTS: f"{facts}编号{ident}。", Section.REASONING: reasoning},
        "full_text": f"{ident}\n{facts}\n{reasoning}",
    }
    return Case(ident, **(plain | fields))  # type: ignore[arg-type]


def theft(ident: str, **fields: object) -> Case:
    """Make a case that has nothing to do with driving."""
    own = {
        "title": f"{ident}盗窃罪刑事判决书",
        "charges": ("盗窃罪",),
        "statutes": ("《中华人民共和国刑法》第二百六十四条",),
    }
    return made(ident, THEFT, "本院认为，被告人乙以非法占有为目的，秘密窃取他人财物，已构成盗窃罪。", **(own | fields))


def stocked(folder: Path, resources: Path, cases: Sequence[Case]) -> Workspace:
    """Open a workspace whose library and index hold these cases."""
    ws = Workspace.open(folder, resources, lambda: b"a passphrase")
    ws.library.add([entry_of(case, ws.reference) for case in cases])
    drain_index(ws)
    return ws
