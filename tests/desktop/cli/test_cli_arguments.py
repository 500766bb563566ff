"""Wrong usage ends with 2 and one line in Chinese; help is in Chinese."""

import pytest

from desktop.cli.arguments import parse_arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ["similar"],
        ["no-such-command"],
        ["search"],
        ["similar", "--queries", "q.jsonl", "--top", "0"],
        ["search", "盗窃", "--as-of", "昨天"],
        ["doctor", "--no-such-option"],
        ["--data"],
    ],
)
def test_wrong_usage_ends_with_2_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_arguments(arguments)
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "用法有误" in told.err


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_arguments(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "用法：" in told
    assert "usage" not in told
    assert "show this help" not in told


def test_no_command_means_the_window() -> None:
    assert parse_arguments([]).command is None
