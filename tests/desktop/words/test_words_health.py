"""What is unwell, in one sentence: which file, where, why, what is used instead, what to do."""

from pathlib import Path

import pytest

from desktop.words.health import problem_words, unread_tables_shown, unread_tables_words
from localdb.model.library import UnreadTable

OWN, FED = Path("reference/laws.json"), Path("trust/tables/courts.json")


@pytest.mark.parametrize(
    ("table", "parts"),
    [
        (UnreadTable(OWN, "not_json", 3, True, False), ("本院", "第3行：内容不是 JSON", "暂用", "信息技术人员更正")),
        (UnreadTable(OWN, "bad_entry: laws 2 甲法", 0, False, False), ("“laws”中第2条（甲法）", "没有使用")),
        (UnreadTable(OWN, "bad_entry: rules 4", 0, False, False), ("“rules”中第4条的内容",)),
        (UnreadTable(OWN, "bad_entry: 'level'", 0, False, False), ("（数据条目的内容不合要求）",)),
        (UnreadTable(FED, "denied", 0, True, True), ("更新源", "没有读取权限", "同步一次即可恢复")),
    ],
)
def test_a_correction_that_cannot_be_read(table: UnreadTable, parts: tuple[str, ...]) -> None:
    told = unread_tables_words([table])
    assert all(part in told for part in (str(table.path), *parts))
    assert told.count("。") == 2
    assert ("更正" in told) != table.fed
    values = (str(table.path), table.reason, str(table.line), "1" if table.kept else "", "1" if table.fed else "")
    assert f"{problem_words('correction_unreadable', values)}。" == told


def test_some_at_once_and_none() -> None:
    told = unread_tables_words([UnreadTable(OWN, "denied", 0, True, False), UnreadTable(FED, "denied", 0, True, True)])
    assert told.endswith("请信息技术人员更正，下次启动时生效；更新源的，同步一次即可恢复。")
    assert unread_tables_words([]) == unread_tables_shown([]) == ""


def test_a_window_names_the_file_without_its_folder() -> None:
    table = UnreadTable(Path("/home/judge/reference/laws.json"), "not_json", 3, True, False)
    assert "“laws.json”" in unread_tables_shown([table])
    assert str(table.path) in unread_tables_words([table])
