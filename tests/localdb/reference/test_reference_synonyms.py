import json
from pathlib import Path

from localdb.reference import Reference


def test_synonyms_find_each_other(reference: Reference) -> None:
    assert {"醉酒驾驶", "醉酒驾车"} <= set(reference.synonyms.of("醉驾"))
    assert "醉驾" in reference.synonyms.of("醉酒驾驶")
    assert "醉驾" not in reference.synonyms.of("醉驾")
    assert reference.synonyms.of("没有这个词") == ()


def test_what_differs_in_law_is_no_synonym(reference: Reference) -> None:
    for one, other in (
        ("定金", "订金"),
        ("违约金", "滞纳金"),
        ("借条", "欠条"),
        ("抢劫", "抢夺"),
        ("流押", "让与担保"),
    ):
        assert other not in reference.synonyms.of(one)


def test_a_court_adds_and_takes_back_groups(resources: Path, tmp_path: Path) -> None:
    own = {"groups": [{"name": "醉酒驾驶", "words": []}, {"name": "滴滴", "words": ["网约车"]}]}
    (tmp_path / "synonyms.json").write_text(json.dumps(own), encoding="utf-8")
    synonyms = Reference.load(resources, tmp_path).synonyms
    assert synonyms.of("醉驾") == ()
    assert {"滴滴", "网络预约出租汽车"} <= set(synonyms.of("网约车"))
