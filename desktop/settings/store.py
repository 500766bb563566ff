"""The settings in force: the user's file, the policy over it, the defaults under it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.settings import flat
from desktop.settings.options import OPTIONS, Value
from desktop.settings.policy import COURT, FEED

FILE = "settings.toml"
ASIDE = ".damaged"  # put behind the name of a file that could not be read, before another is written in its place
_OPTION_OF = {f"{COURT}.name": "user.court"}  # the policy names the court for the feed as well (policy.py)
KEYS = "keys."  # remapped keys of actions: keys.<action> = "Ctrl+K"


class Settings:
    """Hold the values of all options. What the file holds beyond the declared options is kept, not used.

    `damaged` and `policy_damaged` tell that the user's file, or the policy, is there but could not be read: nothing of
    it is in force. `policy_ignored` are the keys of the policy that nobody knows, or whose value is none for them.
    """

    def __init__(self, folder: Path, policy: Path | None = None) -> None:
        self.file = folder / FILE
        self.policy_file = policy
        self._own, self.damaged = flat.read(self.file)
        rules, self.policy_damaged = flat.read(policy) if policy is not None else ({}, False)
        rules = {_OPTION_OF.get(key, key): value for key, value in rules.items() if not key.startswith(f"{FEED}.")}
        self._policy = {key: value for key, value in rules.items() if _fits(key, value)}
        self.policy_ignored = tuple(sorted(rules.keys() - self._policy.keys()))
        self._listeners: list[Callable[[str], object]] = []
        self._complaints: list[Callable[[OSError], object]] = []

    def text(self, key: str) -> str:
        """Return the value of an option that holds words."""
        return str(self._value(key))

    def number(self, key: str) -> int:
        """Return the value of an option that holds a number."""
        return int(self._value(key))

    def truth(self, key: str) -> bool:
        """Return the value of an option that is on or off."""
        return bool(self._value(key))

    def value(self, key: str) -> Value:
        """Return the value of any option."""
        return self._value(key)

    def fixed(self, key: str) -> bool:
        """Tell whether the court's policy sets this key, so that the user cannot."""
        return key in self._policy

    def set(self, key: str, value: Value) -> None:
        """Change an option and store it; nothing for a key that the policy fixes.

        Where the disk does not take it, it holds until Leian ends, and whoever watches for trouble is told.

        Raises:
            KeyError: no such option.
            ValueError: the value is not of its kind or out of its bounds.
        """
        if not OPTIONS[key].accepts(value):
            raise ValueError(key)
        if self.fixed(key) or self._value(key) == value:
            return
        self._own[key] = value
        self._store(key)

    def key_of(self, action: str) -> str | None:
        """Return the key the user gave an action; None where the table's own holds."""
        key = KEYS + action
        value = self._policy.get(key, self._own.get(key))
        return value if isinstance(value, str) else None

    def set_key(self, action: str, sequence: str | None) -> None:
        """Give an action another key, "" for none; None puts the table's own back."""
        if sequence is None:
            self._own.pop(KEYS + action, None)
        else:
            self._own[KEYS + action] = sequence
        self._store(KEYS + action)

    def watch(self, listener: Callable[[str], object]) -> None:
        """Call `listener(key)` after every change."""
        self._listeners.append(listener)

    def watch_trouble(self, listener: Callable[[OSError], object]) -> None:
        """Call `listener(error)` whenever a change could not be stored."""
        self._complaints.append(listener)

    def _value(self, key: str) -> Value:
        option = OPTIONS[key]
        for values in (self._policy, self._own):
            if key in values and option.accepts(values[key]):
                return values[key]
        return option.default

    def _store(self, key: str) -> None:
        troubles = self._write()
        for listener in list(self._listeners):
            listener(key)
        for error in troubles:
            for complain in list(self._complaints):
                complain(error)

    def _write(self) -> list[OSError]:
        try:
            if self.damaged:
                self._put_aside()
            flat.write(self.file, self._own)
        except OSError as error:
            return [error]
        return []

    def _put_aside(self) -> None:
        with suppress(FileNotFoundError):
            self.file.replace(self.file.with_name(self.file.name + ASIDE))
        self.damaged = False


def _fits(key: str, value: Value) -> bool:
    if key.startswith(KEYS):
        return isinstance(value, str)
    return key in OPTIONS and OPTIONS[key].accepts(value)
