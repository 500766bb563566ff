"""`leian keys`: keys of the feed, the root signed in turns, provinces, renewals."""

import argparse
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import Any

from desktop.cli.printing import print_json
from desktop.words.publishing import draft_lines, key_words, settled_lines, state_lines
from localdb.engine import feed_keys
from localdb.engine.workspace import Workspace
from localdb.model.errors import FileMissing, FileUnreadable, PublishFault
from localdb.model.publishing import FeedState, KeyFact, RootDraft, Settled

_ROLES = ("root", "targets", "snapshot", "timestamp")


def keys(workspace: Workspace, options: argparse.Namespace) -> int:
    """Run one step of keeping keys; none touches the library."""
    return _STEPS[options.step](options)


def asking(options: argparse.Namespace) -> Callable[[str, Path], str]:
    """Return what asks for the passphrase of a key: the file that was named, else the terminal."""
    if options.passphrase_file is not None:
        given = _first_line(options.passphrase_file)
        return lambda name, path: given
    return lambda name, path: _typed(name, f"“{name}”的口令（{path}）：")


def settled_json(settled: Settled) -> dict[str, Any]:
    """Return what was signed and is awaited, for programs."""
    return {
        "written": dict(settled.written),
        "waiting": list(settled.waiting),
        "notes": [note._asdict() for note in settled.notes],
    }


def _new(options: argparse.Namespace) -> int:
    if options.passphrase_file is not None:
        given = _first_line(options.passphrase_file)
        made = feed_keys.make_keys(options.out, options.names, lambda name: given)
    else:
        made = feed_keys.make_keys(options.out, options.names, _typed_twice)
    if options.json:
        print_json({"keys": [key._asdict() for key in made], "folder": str(options.out)})
        return 0
    for key in made:
        print(f"已生成：{key_words(key)}")
    print(f"{options.out} 中的 .key 由保管人自己保存，不得复制给他人；.pub 交给经办人，并当面或者电话核对指纹。")
    return 0


def _root(options: argparse.Namespace) -> int:
    changed = {role: getattr(options, role) for role in _ROLES if getattr(options, role)}
    draft = feed_keys.draw_root(options.feed, options.out, changed, options.threshold, options.offline)
    return _draft(options, draft, f"草案已写入 {options.out}，请交保管人依次运行 leian keys sign。")


def _sign(options: argparse.Namespace) -> int:
    if not options.json:
        print("\n".join(draft_lines(feed_keys.look_at_root(options.draft))), flush=True)
    draft, fresh = feed_keys.sign_root(options.draft, options.keys, asking(options))
    if options.json:
        return _draft(options, draft, "")
    print("\n".join(f"本次签名：{key_words(key)}" for key in fresh) or "这些密钥此前都已签名。")
    print(draft_lines(draft)[-1])
    return 0


def _apply(options: argparse.Namespace) -> int:
    return _done(options, feed_keys.publish_root(options.feed, options.drafts, options.keys, asking(options)))


def _delegate(options: argparse.Namespace) -> int:
    if options.revoke == bool(options.public):
        told = "收回授权时不写公钥" if options.revoke else "请写明该院的公钥（.pub），或者加 --revoke 收回授权"
        print(f"leian keys delegate: 用法有误：{told}。", file=sys.stderr)
        return 2
    if options.revoke:
        return _done(
            options, feed_keys.revoke(options.feed, options.role, options.keys, asking(options), options.offline)
        )
    settled = feed_keys.delegate(
        options.feed, options.role, options.public, options.keys, asking(options), options.offline
    )
    return _done(options, settled)


def _renew(options: argparse.Namespace) -> int:
    return _done(options, feed_keys.renew(options.feed, options.keys, asking(options), options.role, options.offline))


def _show(options: argparse.Namespace) -> int:
    if options.path.is_dir():
        return _state(options, feed_keys.look(options.path))
    if options.path.suffix in (".pub", ".key"):
        key = feed_keys.look_at_key(options.path)
        if options.json:
            print_json(key._asdict())
        else:
            print(key_words(key))
        return 0
    return _draft(options, feed_keys.look_at_root(options.path), "")


def _state(options: argparse.Namespace, state: FeedState) -> int:
    if not options.json:
        print("\n".join(state_lines(state)))
        return 0
    roles = []
    for role in state.roles:
        told = {**role._asdict(), "expires": role.expires.isoformat() if role.expires else None}
        roles.append({**told, "keys": [key._asdict() for key in role.keys]})
    print_json({"offline": state.offline, "roles": roles, "notes": [note._asdict() for note in state.notes]})
    return 0


def _draft(options: argparse.Namespace, draft: RootDraft, then: str) -> int:
    if options.json:
        print_json(
            {
                "version": draft.version,
                "expires": draft.expires.isoformat(),
                "offline": draft.offline,
                "threshold": draft.threshold,
                "keys": {role: _ids(found) for role, found in draft.keys.items()},
                "added": {role: _ids(found) for role, found in draft.added.items() if found},
                "removed": {role: _ids(found) for role, found in draft.removed.items() if found},
                "signed": _ids(draft.signed),
                "missing": draft.missing,
            }
        )
        return 0
    print("\n".join(draft_lines(draft)))
    if then:
        print(then)
    return 0


def _ids(found: tuple[KeyFact, ...]) -> list[dict[str, str]]:
    return [key._asdict() for key in found]


def _done(options: argparse.Namespace, settled: Settled) -> int:
    if options.json:
        print_json(settled_json(settled))
    else:
        print("\n".join(settled_lines(settled)) or "没有变化。")
    return 0


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except FileNotFoundError:
        raise FileMissing(path) from None
    except UnicodeDecodeError:
        raise FileUnreadable(path, "encoding") from None
    except IsADirectoryError:
        raise FileUnreadable(path, "not_a_file") from None


def _typed(name: str, prompt: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise PublishFault("passphrase_needed", name)
    try:
        return getpass(prompt)
    except EOFError:
        raise PublishFault("passphrase_needed", name) from None


def _typed_twice(name: str) -> str:
    given = _typed(name, f"为“{name}”设置口令：")
    if _typed(name, "再输入一次：") != given:
        raise PublishFault("passphrase_differs")
    return given


_STEPS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "root": _root,
    "sign": _sign,
    "apply": _apply,
    "delegate": _delegate,
    "renew": _renew,
    "show": _show,
}
