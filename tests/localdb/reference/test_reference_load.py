import json
import shutil
from pathlib import Path

import pytest

from localdb.model.errors import FileMissing, FileUnreadable
from localdb.model.kinds import Level
from localdb.reference import Reference

FILES = (
    "courts.json",
    "causes.json",
    "laws.json",
    "lexicon.json",
    "authority.json",
    "elements.json",
    "articles.json",
    "synonyms.json",
)


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_its_version_source_and_licence(resources: Path, name: str) -> None:
    head = json.loads((resources / name).read_text(encoding="utf-8"))["head"]
    assert {"version", "what", "from", "licence"} <= set(head)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(resources: Path, tmp_path: Path, name: str) -> None:
    for other in FILES:
        if other != name:
            shutil.copy(resources / other, tmp_path / other)
    with pytest.raises(FileMissing) as caught:
        Reference.load(tmp_path)
    assert caught.value.path == tmp_path / name


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_facts"),
        (b"\xff\xfe\x00", "not_utf8"),
        (b'{"courts": 3, "laws": 3}', ""),
    ],
)
def test_a_bad_overlay_is_refused_by_name(
    resources: Path, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    if not reason and name not in ("courts.json", "laws.json"):
        Reference.load(resources, tmp_path)
        return
    with pytest.raises(FileUnreadable) as caught:
        Reference.load(resources, tmp_path)
    assert caught.value.path == tmp_path / name
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("laws.json", {"laws": [{"name": "甲法", "level": "法律", "versions": ["2020-13-41"]}]}),
        ("laws.json", {"laws": [{"name": "甲法", "level": "法律", "versions": "2020-01-01"}]}),
        ("laws.json", {"laws": [{"name": "甲法", "level": "法律", "repealed": "9999-99-99"}]}),
        ("laws.json", {"laws": [{"name": "甲法", "level": "法律", "short": [1]}]}),
        ("laws.json", {"laws": [{"name": "甲法"}]}),
        ("lexicon.json", {"words": [1]}),
        ("lexicon.json", {"stopwords": [["的"]]}),
        ("lexicon.json", {"boilerplate": ["上诉于", ""]}),
        ("causes.json", {"older": {"旧案由": 5}}),
        ("courts.json", {"courts": [{"name": "甲院", "level": "基层", "parent": 5}]}),
        ("courts.json", {"branches": {"甲院": None}}),
        ("elements.json", {"members": [{"name": "盗窃方式/扒窃", "words": ["扒窃"], "pattern": "("}]}),
        ("elements.json", {"members": [{"name": "没有这一组/扒窃", "words": ["扒窃"]}]}),
        ("elements.json", {"members": [{"name": "盗窃方式/扒窃", "words": "扒窃"}]}),
        ("elements.json", {"scales": [{"name": "盗窃数额", "words": [], "pattern": "元", "edges": [1], "steps": []}]}),
        ("authority.json", {"to_check": [{"number": 1, "laws": "合同法"}]}),
        ("authority.json", {"rules": {"recent_years": 10**9}}),
        ("authority.json", {"rules": {"recent_years": True}}),
        ("articles.json", {"articles": {"合同法#一": ["民法典#577"]}}),
        ("articles.json", {"articles": {"没有的法#1": ["民法典#577"]}}),
        ("articles.json", {"editions": [{"name": "公司法2013", "law": "中华人民共和国公司法", "since": "开始"}]}),
        ("synonyms.json", {"groups": [{"name": "醉酒驾驶", "words": "醉驾"}]}),
        ("synonyms.json", {"groups": [{"words": ["醉驾"]}]}),
    ],
)
def test_an_entry_that_nobody_could_use_is_refused_at_once(
    resources: Path, tmp_path: Path, name: str, tables: dict[str, object]
) -> None:
    (tmp_path / name).write_text(json.dumps(tables), encoding="utf-8")
    with pytest.raises(FileUnreadable) as caught:
        Reference.load(resources, tmp_path)
    assert (caught.value.path, caught.value.reason.split(":")[0]) == (tmp_path / name, "bad_entry")


def test_what_a_later_version_says_of_an_entry_does_no_harm(resources: Path, tmp_path: Path) -> None:
    told = {
        "laws": [{"name": "甲法", "level": "法律", "tomorrow": {"a": [1]}}],
        "tomorrow": [3],
        "head": {"version": 2},
    }
    (tmp_path / "laws.json").write_text(json.dumps(told), encoding="utf-8")
    assert Reference.load(resources, tmp_path).laws.known("甲法")


def test_a_court_corrects_an_entry_and_adds_one(resources: Path, tmp_path: Path) -> None:
    province = {"name": "云州省高级人民法院", "level": "高级", "province": "云州省", "parent": "最高人民法院"}
    moved = {"name": "北京市朝阳区人民法院", "level": "基层", "province": "北京市", "parent": "北京市第一中级人民法院"}
    (tmp_path / "courts.json").write_text(json.dumps({"courts": [province, moved]}), encoding="utf-8")
    courts = Reference.load(resources, tmp_path).courts
    found, corrected = courts.find("云州省高级人民法院"), courts.find("北京市朝阳区人民法院")
    assert found is not None
    assert found.level is Level.HIGH
    assert corrected is not None
    assert courts.above(corrected).parent == "北京市第一中级人民法院"


def test_a_rule_of_the_court_goes_before_ours(resources: Path, tmp_path: Path) -> None:
    rule = {"courts": ["杭州互联网法院"], "causes": ["著作权"], "parent": "浙江省宁波市中级人民法院"}
    (tmp_path / "courts.json").write_text(json.dumps({"rules": [rule]}), encoding="utf-8")
    courts = Reference.load(resources, tmp_path).courts
    court = courts.find("杭州互联网法院")
    assert court is not None
    assert courts.above(court, "著作权权属、侵权纠纷").parent == "浙江省宁波市中级人民法院"


def test_an_overlay_may_drop_another_guiding_case(resources: Path, tmp_path: Path) -> None:
    dropped = {"not_followed": [{"name": "指导性案例1号", "number": 1, "since": "2026-01-01"}]}
    (tmp_path / "authority.json").write_text(json.dumps(dropped), encoding="utf-8")
    assert set(Reference.load(resources, tmp_path).authority.not_followed) == {1, 9, 20}


def test_words_are_clean(reference: Reference) -> None:
    lexicon = reference.lexicon
    assert len(set(lexicon.words)) == len(lexicon.words) > 1500
    assert {"表见代理", "自首", "善意取得", "民间借贷"} <= set(lexicon.words)
    assert not set(lexicon.words) & {"在合同履行中", "研究"}
    assert {"本院", "审判员", "的"} <= lexicon.stopwords
    assert "如不服本判决" in lexicon.boilerplate
    assert list(lexicon.boilerplate) == sorted(lexicon.boilerplate, key=lambda phrase: (-len(phrase), phrase))
