"""Commands on a data folder that went bad: one sentence that names the file, no crash file, nothing replaced."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fakes.damage import become_album, become_folder, become_text, cut, empty, erase, spoil_texts, turn

from desktop.__main__ import main
from localdb.engine.matters import create_matter
from localdb.engine.workspace import Workspace
from localdb.model.matter import Matter

WORDS = "借款 OR 合同 OR 被告人"


class Told:
    """Hold what a command said."""

    def __init__(self, data: Path, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err
        assert "抱歉" not in err
        assert not (data / "crash").is_dir(), "what is foreseen is no bug"

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, resources: Path) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "data"
    few = "\n".join((resources / "sample" / "cases.jsonl").read_text("utf-8").splitlines()[:12])
    (folder.parent / "few.jsonl").write_text(few, "utf-8")
    assert main(["--sample", "--data", str(folder), "import", str(folder.parent / "few.jsonl")]) == 0
    ws = Workspace.open(folder, resources, sample=True)
    create_matter(ws, Matter(title="一件"))
    assert ws.library.store.empty_journal()
    ws.close()
    return folder


@pytest.fixture
def data(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "data"))


@pytest.fixture
def leian(data: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    def run(*arguments: str) -> Told:
        capsys.readouterr()
        status = main(["--sample", "--data", str(data), *arguments])
        said = capsys.readouterr()
        return Told(data, status, said.out, said.err)

    return run


SEARCH: Sequence[str] = ("search", WORDS, "--json")
REPORT: Sequence[str] = ("report", "1", "--out", "报告.docx")
SPOILT = [
    ("library.db", cut, SEARCH, "重新导入"),
    ("library.db", become_text, SEARCH, "重新导入"),
    ("library.db", become_album, SEARCH, "不是本软件的数据文件"),
    ("library.db", become_folder, SEARCH, "文件夹"),
    ("work.db", cut, REPORT, "从备份同时恢复"),
    ("work.db", become_text, REPORT, "从备份同时恢复"),
    ("work.db", erase, REPORT, "从备份同时恢复"),
    ("work.db", empty, REPORT, "没有另建新的"),
    ("work.db", Path.unlink, REPORT, "没有另建新的"),
    ("work.key.json", cut, REPORT, "从备份恢复该文件"),
    ("work.key.json", Path.unlink, REPORT, "从备份恢复该文件"),
]


@pytest.mark.parametrize(("name", "damage", "command", "advice"), SPOILT)
def test_one_sentence_names_the_file_and_says_what_to_do(
    data: Path,
    leian: Callable[..., Told],
    name: str,
    damage: Callable[[Path], None],
    command: Sequence[str],
    advice: str,
) -> None:
    damage(data / name)
    before = (data / name).read_bytes() if (data / name).is_file() else None
    told = leian(*command)
    assert (told.status, len(told.lines), told.out) == (1, 1, "")
    assert str(data / name) in told.err
    assert advice in told.err
    assert ((data / name).read_bytes() if (data / name).is_file() else None) == before
    doctor = leian("doctor")
    assert doctor.status == 1
    assert str(data / name) in doctor.out


@pytest.mark.parametrize("damage", [Path.unlink, turn, cut])
def test_a_damaged_index_is_mended_with_a_word(
    data: Path, leian: Callable[..., Told], damage: Callable[[Path], None]
) -> None:
    whole = leian(*SEARCH)
    assert (whole.status, whole.err) == (0, "")
    damage(next((data / "index").glob("*.court.col")))
    mended = leian(*SEARCH)
    assert (mended.status, mended.out) == (0, whole.out)
    assert "案例没有丢失" in mended.err
    assert leian(*SEARCH).err == ""


def test_spoilt_cases_are_told_and_importing_them_again_mends_them(
    sound: Path, data: Path, leian: Callable[..., Told]
) -> None:
    spoil_texts(data / "library.db")
    assert "重新导入" in leian("doctor").out
    told = leian("import", str(sound.parent / "few.jsonl"))
    assert (told.status, told.err) == (0, "")
    assert leian("doctor").status == 0


def test_no_hits_of_an_empty_library_are_told_apart(data: Path, leian: Callable[..., Told]) -> None:
    (data / "library.db").unlink()
    assert str(data / "library.db") in leian("doctor").out
    told = leian(*SEARCH)
    assert (told.status, told.out) == (0, "")
    assert str(data / "library.db") in told.err


def test_the_doctor_opens_work_db_and_names_what_was_left_lying(data: Path, leian: Callable[..., Told]) -> None:
    (data / "work.key.json.part").write_text("x")
    (data / "work.db.v1.bak").write_text("x")
    told = leian("doctor")
    assert (told.status, told.err) == (0, "")
    assert "已打开核对" in told.out
    assert "可以删除的遗留文件：work.key.json.part" in told.out
    assert "升级前的备份：work.db.v1.bak" in told.out


def test_settings_and_policy_that_cannot_be_read_are_told(
    data: Path, leian: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    monkeypatch.setattr("desktop.settings.folders.policy_file", lambda: policy)
    (data / "settings.toml").write_bytes(b"\xff")
    policy.write_text("a = " + "[" * 10_000)
    told = leian("doctor")
    assert "settings.toml" in told.out
    assert str(policy) in told.out
    policy.write_text('[look]\nscale = "big"\n[later]\nthing = 1\n', "utf-8")
    assert "later.thing、look.scale" in leian("doctor").out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows read everything")
def test_a_folder_that_may_not_be_read_is_named(leian: Callable[..., Told], tmp_path: Path) -> None:
    shut = tmp_path / "cases" / "shut"
    shut.mkdir(parents=True)
    shut.chmod(0)
    told = leian("import", str(tmp_path / "cases"))
    shut.chmod(0o700)
    assert str(shut) in told.out
    assert "没有读取权限" in told.out


def test_a_table_of_the_court_that_is_broken_stops_no_command_and_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    court = tmp_path / "reference" / "laws.json"
    court.parent.mkdir()
    court.write_text('{"laws": [{"name": "甲法"}]}', "utf-8")
    for arguments, status in ((["search", "盗窃"], 0), (["library"], 0), (["doctor"], 1)):
        assert main(["--data", str(tmp_path), *arguments]) == status
        out, err = capsys.readouterr()
        told = [line for line in (out + err).splitlines() if str(court) in line]
        assert len(told) == 1
        assert "“laws”中第1条（甲法）" in told[0]
        assert "没有使用" in told[0]
