from pathlib import Path

import pytest
from fakes.library import OWN, made, stocked, theft

from localdb.engine.draft_causes import cause_names, named_causes
from localdb.engine.find_similar import find_similar
from localdb.model.similar import SimilarRequest
from localdb.reference import Reference
from localdb.text.judgment import parse_judgment

JUDGMENT = "北京市朝阳区人民法院\n民 事 判 决 书\n（2026）京0105民初10233号\n原告：甲，男。\n被告：乙，男。\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"{JUDGMENT}原告甲与被告乙民间借贷纠纷一案，本院受理后，依法组成合议庭进行了审理。", ("民间借贷纠纷",)),
        ("原告周某诉被告上海某物业租赁有限公司房屋租赁合同纠纷一案\n诉讼请求：一、解除合同。", ("房屋租赁合同纠纷",)),
        ("被告人丙2018年因犯盗窃罪被判处有期徒刑一年。2020年5月，丙持刀抢走他人手机。", ()),
        ("原告周某诉被告某公司一案，请求解除合同。", ()),
        ("", ()),
    ],
)
def test_a_draft_names_its_cause_and_a_tale_does_not(text: str, named: tuple[str, ...], reference: Reference) -> None:
    causes = reference.causes
    names = frozenset(cause_names(causes).values())
    assert named_causes(text, parse_judgment(text, reference), causes, names) == named


def test_the_cause_that_a_draft_names_is_offered_first(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [*(theft(f"t{number}") for number in range(9)), made("one")])
    told = "原告甲诉被告乙机动车交通事故责任纠纷一案。乙秘密窃取他人财物。"
    offered = find_similar(ws, SimilarRequest(told, court=OWN)).causes
    ws.close()
    assert offered[0].name == "机动车交通事故责任纠纷"
