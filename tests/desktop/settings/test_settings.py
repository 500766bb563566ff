"""Settings: typed, kept, forgiving of a damaged file, and under the court's policy."""

import errno
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.settings import OPTIONS, Settings
from desktop.settings.flat import dump
from desktop.settings.folders import data_folder, resources_folder, sample_folder


def test_defaults_hold_at_first(tmp_path: Path) -> None:
    assert Settings(tmp_path).text("look.theme") == "system"


def test_what_is_set_is_there_again(tmp_path: Path) -> None:
    Settings(tmp_path).set("user.court", "云海省望江市中级人民法院")
    assert Settings(tmp_path).text("user.court") == "云海省望江市中级人民法院"


@pytest.mark.parametrize(("key", "value"), [("look.scale", 9), ("look.theme", "blue"), ("similar.live", 1)])
def test_a_value_of_the_wrong_kind_is_refused(tmp_path: Path, key: str, value: int | str) -> None:
    with pytest.raises(ValueError, match=key):
        Settings(tmp_path).set(key, value)


def test_the_policy_wins_and_cannot_be_changed(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[user]\ncourt = "云海省高级人民法院"\n', encoding="utf-8")
    settings = Settings(tmp_path, policy)
    settings.set("user.court", "某法院")
    assert settings.fixed("user.court")
    assert settings.text("user.court") == "云海省高级人民法院"


DAMAGE = {
    "cut": b"[user\n",
    "not UTF-8": b"\xff\xfe\x00",
    "no table": b"user = 3",
    "wrong type": b'[look]\nscale = "big"\n',
    "deep": b"a = " + b"[" * 50_000,
    "long number": b"[look]\nscale = " + b"9" * 5000,
    "great number": b"[look]\nscale = " + b"9" * 300,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_leaves_the_defaults(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(damage)
    assert Settings(tmp_path).number("look.scale") == 100
    (tmp_path / "policy.toml").write_bytes(damage)
    rules = Settings(tmp_path / "data", tmp_path / "policy.toml")
    assert rules.number("look.scale") == 100
    assert rules.policy_damaged or rules.policy_ignored or damage == DAMAGE["no table"]


def test_a_file_that_could_not_be_read_is_put_aside_before_another_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(DAMAGE["cut"])
    settings = Settings(tmp_path)
    settings.set("look.scale", 110)
    settings.set("look.scale", 120)
    assert (tmp_path / "settings.toml.damaged").read_bytes() == DAMAGE["cut"]
    assert Settings(tmp_path).number("look.scale") == 120


def test_a_byte_order_mark_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xef\xbb\xbf[look]\nscale = 110\n")
    assert (Settings(tmp_path).number("look.scale"), Settings(tmp_path).damaged) == (110, False)


def test_the_file_is_the_users_alone(tmp_path: Path) -> None:
    Settings(tmp_path).set("look.scale", 110)
    assert (tmp_path / "settings.toml").stat().st_mode & 0o077 == 0


def test_settings_reach_the_disk_before_they_replace_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Settings(tmp_path).set("look.scale", 110)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    Settings(tmp_path).set("look.scale", 120)
    assert Settings(tmp_path).number("look.scale") == 110
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[later]\nthing = "x"\n', encoding="utf-8")
    Settings(tmp_path).set("look.scale", 110)
    assert "thing" in (tmp_path / "settings.toml").read_text(encoding="utf-8")


def test_keys_can_be_remapped_and_put_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set_key("similar.find", "F8")
    assert Settings(tmp_path).key_of("similar.find") == "F8"
    settings.set_key("similar.find", None)
    assert Settings(tmp_path).key_of("similar.find") is None


def test_a_change_is_told(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.watch(told.append)
    settings.set("look.scale", 120)
    assert told == ["look.scale"]


def test_a_disk_that_takes_nothing_is_told_and_the_change_holds(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    settings = Settings(tmp_path / "file")
    troubles: list[OSError] = []
    settings.watch_trouble(troubles.append)
    settings.set("look.scale", 120)
    assert settings.number("look.scale") == 120
    assert len(troubles) == 1


@given(st.text(st.characters(codec="utf-8")))
def test_any_words_survive_the_file(words: str) -> None:
    assert tomllib.loads(dump({"user.name": words}))["user"]["name"] == words


def test_every_option_has_words_and_a_default_it_accepts() -> None:
    assert all(option.words and option.accepts(option.default) for option in OPTIONS.values())


def test_the_sample_lives_apart() -> None:
    assert sample_folder() != data_folder()
    assert sample_folder() not in data_folder().parents
    assert data_folder() not in sample_folder().parents


def test_resources_are_found() -> None:
    assert resources_folder().is_dir()
