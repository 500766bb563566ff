"""The policy about the court's feed: what IT staff lay down holds, and what nobody understands is told."""

from datetime import time
from pathlib import Path

import pytest

from desktop.settings import Settings
from desktop.settings.policy import Policy, read_policy, with_choices
from localdb.model.errors import PolicyDamaged, PolicyFixes
from localdb.model.feed import Span

WHOLE = """
[user]
name = "不相干"
[court]
name = "北京市朝阳区人民法院"
[feed]
address = "https://feed.court/leian"
root = "root.json"
ca = "/etc/leian/ca.pem"
client_certificate = "client.pem"
client_key = "client.key"
proxy = "http://proxy:8080"
bandwidth = 500
schedule = ["12:00-13:30", "22:00-6:00"]
"""


def policy_of(folder: Path, text: str | bytes) -> Policy:
    file = folder / "policy.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_policy(file)


def test_everything_about_the_feed_is_read(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, WHOLE)
    feed = policy.feed
    assert policy.court == "北京市朝阳区人民法院"
    assert (feed.address, feed.proxy, feed.bandwidth) == ("https://feed.court/leian", "http://proxy:8080", 500)
    assert (feed.root, feed.root_fixed, feed.client_key) == (tmp_path / "root.json", True, tmp_path / "client.key")
    assert feed.schedule == (Span(time(12), time(13, 30)), Span(time(22), time(6)))


def test_hours_may_go_over_midnight() -> None:
    night = Span(time(22), time(6))
    assert [night.holds(time(hour)) for hour in (21, 22, 0, 5, 6)] == [False, True, True, True, False]


def test_no_policy_leaves_all_to_the_user(tmp_path: Path) -> None:
    policy = read_policy(tmp_path / "none.toml")
    feed = with_choices(policy, "U:/feed", tmp_path / "root.json")
    assert (feed.address, feed.root, feed.root_fixed) == ("U:/feed", tmp_path / "root.json", False)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (b"\xff\xfe", ""),
        ("[feed", ""),
        ("feed = 3", "feed"),
        ("[feed]\naddres = 'x'", "feed.addres"),
        ("[feed]\naddress = ''", "feed.address"),
        ("[feed]\naddress = 'ftp://x'", "feed.address"),
        ("[feed]\nbandwidth = true", "feed.bandwidth"),
        ("[feed]\nbandwidth = -1", "feed.bandwidth"),
        ("[feed]\nproxy = 'proxy:80'", "feed.proxy"),
        ("[feed]\nschedule = ['25:00-26:00']", "feed.schedule"),
        ("[feed]\nschedule = 3", "feed.schedule"),
        ("[feed]\nroot = 3", "feed.root"),
        ("[court]\nname = 3", "court.name"),
    ],
)
def test_what_nobody_understands_is_named(tmp_path: Path, text: str | bytes, key: str) -> None:
    with pytest.raises(PolicyDamaged) as told:
        policy_of(tmp_path, text)
    assert told.value.key == key


def test_the_user_cannot_choose_another_server_or_root(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, WHOLE)
    (tmp_path / "root.json").write_text("the court's")
    (tmp_path / "other.json").write_text("another's")
    with pytest.raises(PolicyFixes, match="address"):
        with_choices(policy, "https://elsewhere/", None)
    with pytest.raises(PolicyFixes, match="root"):
        with_choices(policy, "", tmp_path / "other.json")


def test_a_stick_may_stand_in_for_the_server(tmp_path: Path) -> None:
    feed = with_choices(policy_of(tmp_path, WHOLE), "/media/stick", None)
    assert (feed.address, feed.root, feed.root_fixed) == ("/media/stick", tmp_path / "root.json", True)


def test_the_court_of_the_policy_is_the_users(tmp_path: Path) -> None:
    policy_of(tmp_path, WHOLE)
    settings = Settings(tmp_path / "data", tmp_path / "policy.toml")
    assert (settings.text("user.court"), settings.fixed("user.court")) == ("北京市朝阳区人民法院", True)
    assert settings.policy_ignored == ()
