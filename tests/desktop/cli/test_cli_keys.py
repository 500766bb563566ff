"""`leian keys`: a ceremony on the command line, and one clear line for every wrong step."""

import json
import stat
from pathlib import Path

import pytest
from fakes.court_feed import PASSPHRASE, cheap

from desktop.__main__ import main


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("口令").write_text(f"{PASSPHRASE}\n", encoding="utf-8")


def leian(*arguments: str) -> int:
    try:
        return main([*arguments, "--passphrase-file", "口令"] if "show" not in arguments else arguments)
    except SystemExit as error:
        return int(error.code or 0)


def _begun() -> None:
    for name in ("root-1", "root-2", "root-3"):
        assert leian("keys", "new", name, "--out", f"stick-{name}") == 0
    assert leian("keys", "new", "targets", "snapshot", "timestamp", "--out", "keys") == 0
    drawn = ["keys", "root", "--feed", "feed", "--out", "draft", "--root"]
    drawn += [f"stick-root-{n}/root-{n}.pub" for n in (1, 2, 3)]
    for role in ("targets", "snapshot", "timestamp"):
        drawn += [f"--{role}", f"keys/{role}.pub"]
    assert main(drawn) == 0
    for n in (1, 2):
        assert leian("keys", "sign", "draft", "--keys", f"stick-root-{n}") == 0
    assert leian("keys", "apply", "draft", "--feed", "feed", "--keys", "keys") == 0


def test_a_ceremony_says_what_each_holder_signs(capsys: pytest.CaptureFixture[str]) -> None:
    _begun()
    said = capsys.readouterr().out
    assert "还差2人签名" in said
    assert "本次签名：root-1" in said
    assert "签名已足" in said
    assert "已签署：全国部分第1版，快照第1版，信任根第1版，时间戳第1版。" in said
    assert stat.S_IMODE(Path("keys/timestamp.key").stat().st_mode) == 0o600


def test_show_says_the_same_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    _begun()
    assert leian("keys", "show", "feed") == 0
    assert "没有需要处理的事项" in capsys.readouterr().out
    assert leian("keys", "show", "feed", "--json") == 0
    state = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [role["name"] for role in state["roles"]] == ["root", "targets", "snapshot", "timestamp"]
    assert leian("keys", "show", "draft", "--json") == 0
    assert json.loads(capsys.readouterr().out)["missing"] == 0
    assert leian("keys", "show", "keys/targets.pub") == 0
    assert "指纹" in capsys.readouterr().out


def test_renew_and_delegate(capsys: pytest.CaptureFixture[str]) -> None:
    _begun()
    assert leian("keys", "renew", "--feed", "feed", "--keys", "keys", "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["written"] == {"timestamp": 2}
    assert leian("keys", "new", "110000", "--out", "beijing") == 0
    assert leian("keys", "delegate", "110000", "beijing/110000.pub", "--feed", "feed", "--keys", "keys") == 0
    assert "北京（110000）部分已经授权，还没有送来" in capsys.readouterr().out
    assert leian("keys", "delegate", "110000", "--revoke", "--feed", "feed", "--keys", "keys") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("keys", "sign", "draft", "--keys", "none"), "找不到“none”"),
        (("keys", "sign", "none", "--keys", "keys"), "找不到“none”"),
        (("keys", "sign", "draft", "--keys", "keys"), "都不是这份草案的根密钥"),
        (("keys", "sign", "口令", "--keys", "keys"), "不是信任根草案"),
        (("keys", "apply", "draft", "--feed", "feed", "--keys", "keys"), "不是接着更新源现在的信任根"),
        (("keys", "new", "targets", "--out", "keys"), "已经存在"),
        (("keys", "new", "../x", "--out", "keys"), "名称“../x”不合要求"),
        (("keys", "renew", "--feed", "feed", "--keys", "stick-root-1"), "不能签署任何内容"),
        (("keys", "renew", "--feed", "feed", "--keys", "keys", "--role", "110000"), "不能签署北京（110000）部分"),
        (("keys", "delegate", "1", "keys/targets.pub", "--feed", "feed", "--keys", "keys"), "不是省级行政区划代码"),
        (("keys", "show", "."), "还不是更新源"),
        (("keys", "show", "none"), "找不到“none”"),
    ],
)
def test_a_wrong_step_is_one_line_and_1(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    _begun()
    capsys.readouterr()
    assert leian(*arguments) == 1
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("keys",),
        ("keys", "burn"),
        ("keys", "new"),
        ("keys", "sign", "draft"),
        ("keys", "root", "--feed", "feed", "--out", "x", "--threshold", "0"),
        ("keys", "root", "--feed", "feed", "--out", "x", "--online", "--offline"),
        ("keys", "delegate", "110000", "--feed", "feed", "--keys", "keys"),
        ("keys", "delegate", "110000", "a.pub", "--revoke", "--feed", "feed", "--keys", "keys"),
        ("keys", "renew", "--feed", "", "--keys", "keys"),
    ],
)
def test_wrong_usage_is_2(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert leian(*arguments) == 2
    told = capsys.readouterr().err
    assert "用法有误" in told
    assert len(told.splitlines()) == 1


def test_without_a_terminal_or_a_file_the_passphrase_is_asked_for_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _begun()
    monkeypatch.setattr("sys.stdin", None)
    assert main(["keys", "renew", "--feed", "feed", "--keys", "keys"]) == 1
    assert "--passphrase-file" in capsys.readouterr().err


def test_a_wrong_passphrase_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    _begun()
    Path("口令").write_text("另一个不对的口令")
    assert leian("keys", "renew", "--feed", "feed", "--keys", "keys") == 1
    assert "口令不对" in capsys.readouterr().err


def test_two_passphrases_that_differ_make_no_key(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["一个足够长的口令", "又一个足够长的口令"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("desktop.cli.keys.getpass", lambda prompt: next(typed))
    assert main(["keys", "new", "x", "--out", "keys"]) == 1
    assert "不一致" in capsys.readouterr().err
    assert not Path("keys").exists()
