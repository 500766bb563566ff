"""The feed as it is in force for a window: what the court's policy says of it, and the user's own choices beneath.

Belongs here: which of the two counts for what. Does not: reading the policy (policy.py), keeping options (store.py),
when a sync is due (shell).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from desktop.settings.policy import Policy, read_policy, with_choices
from desktop.settings.store import Settings
from localdb.model.feed import FeedSettings, Span

_SPANS: Mapping[str, tuple[Span, ...]] = {
    "day": (Span(time(0), time(23, 59, 59)),),
    "noon": (Span(time(12), time(14)),),
    "night": (Span(time(18), time(8)),),
}
# Options of the user that give way to a key of [feed] in the policy.
_UNDER = {"sync.address": "address", "sync.root": "root", "sync.bandwidth": "bandwidth", "sync.when": "schedule"}


def moment_of(text: str) -> datetime | None:
    """Read a moment kept in an option; None where there is none."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        return None


class FeedChoices:
    """Read policy and options anew at every question, so that what IT staff lay down counts from then on."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def policy(self) -> Policy:
        """Return the policy in force.

        Raises:
            PolicyDamaged: it is there and cannot be understood.
        """
        file = self._settings.policy_file
        return read_policy(file) if file is not None else Policy()

    def feed(self, address: str = "") -> FeedSettings:
        """Return the settings to sync with; `address` is a folder to read the same feed from this once.

        Raises:
            PolicyDamaged: as above. PolicyFixes: the user chose what the policy does not leave open.
        """
        policy, own = self.policy(), self._settings
        chosen = address or ("" if "address" in policy.fixed else own.text("sync.address"))
        root = own.text("sync.root") if "root" not in policy.fixed else ""
        feed = with_choices(policy, chosen, Path(root) if root else None)
        if "bandwidth" not in policy.fixed:
            feed = replace(feed, bandwidth=own.number("sync.bandwidth"))
        return feed

    def spans(self) -> tuple[Span, ...]:
        """Return when a sync runs by itself; none where it never does.

        Raises:
            PolicyDamaged: as above.
        """
        policy = self.policy()
        if "schedule" in policy.fixed:
            return policy.feed.schedule or _SPANS["day"]
        return _SPANS.get(self._settings.text("sync.when"), ())

    def fixed(self, key: str) -> bool:
        """Tell whether the policy settles an option of the window, so that the user cannot.

        Raises:
            PolicyDamaged: as above.
        """
        return self._settings.fixed(key) or _UNDER.get(key, "") in self.policy().fixed
