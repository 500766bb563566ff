"""Provinces: a high court's own key gets the folder of its province, and loses it again.

The centre delegates by signing the targets. Changing a province's key and taking in what the province signed with the
new one come before the readers in one snapshot, so that at no moment a province stands unsigned.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from securesystemslib.signer import Key
from tuf.api.metadata import Delegations, Metadata, Targets

from localdb.model.errors import PublishFault
from localdb.sync.feed_folder import TARGETS
from localdb.sync.signing import Signing, delegated, delegation

_CODE = re.compile("[1-6][0-9]0000")


def check_province(role: str) -> str:
    """Return the code of a province as it came.

    Raises:
        PublishFault: "province"; it is none.
    """
    if not _CODE.fullmatch(role):
        raise PublishFault("province", role)
    return role


def delegate(signing: Signing, role: str, keys: Sequence[Key]) -> None:
    """Give the folder of a province to these keys, in place of those that had it.

    Raises:
        PublishFault: "province", "no_targets" (nothing was ever published), "key_missing", or "not_resigned": readers
            have seen more of the province than the new keys have signed.
    """
    check_province(role)
    targets = _targets(signing)
    roles = dict(delegated(targets))
    roles[role] = delegation(role, keys)
    known = targets.delegations.keys if targets.delegations else {}
    targets.delegations = Delegations({**known, **{key.keyid: key for key in keys}}, dict(sorted(roles.items())))
    _forget(targets.delegations)
    seen = signing.shown().get(f"{role}.json")
    newest = signing.feed.newest(role, targets)
    if seen is not None and (newest is None or newest.signed.version < seen.version):
        raise PublishFault("not_resigned", role)
    signing.place(TARGETS, targets)


def revoke(signing: Signing, role: str) -> None:
    """Take the folder of a province away from its keys; readers keep what they have, and take nothing more of it.

    Raises:
        PublishFault: "province", "not_delegated", "no_targets", "key_missing".
    """
    targets = _targets(signing)
    roles = dict(delegated(targets))
    if roles.pop(check_province(role), None) is None or targets.delegations is None:
        raise PublishFault("not_delegated", role)
    targets.delegations = Delegations(dict(targets.delegations.keys), roles)
    _forget(targets.delegations)
    signing.place(TARGETS, targets)


def _targets(signing: Signing) -> Targets:
    found: Metadata[Any] | None = signing.newest(TARGETS)
    if found is None:
        raise PublishFault("no_targets")
    targets: Targets = deepcopy(found.signed)
    return targets


def _forget(delegations: Delegations) -> None:
    """Leave out the keys that no province has any more."""
    used = {keyid for role in (delegations.roles or {}).values() for keyid in role.keyids}
    delegations.keys = {keyid: key for keyid, key in delegations.keys.items() if keyid in used}
