"""Typed errors that carry facts; desktop/words has the sentence for each. None carries case or draft text.

Three families: the user can act (`UserFault`), the world is unwell (`WorldFault`), and everything else is our bug.
"""

import errno
import shutil
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "quota",
    errno.EFBIG: "too_big",
    errno.EROFS: "read_only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ETXTBSY: "locked",
    errno.EBUSY: "locked",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "folder",
    errno.EIO: "io",
}
_SHARING = {32, 33}  # Windows: another program has the file open


class LeianError(Exception):
    """Be the root of every error that Leian foresees."""


class UserFault(LeianError):
    """Tell of something the user can mend."""


class WorldFault(LeianError):
    """Tell of disk, lock or network trouble: said and retried."""


class FileMissing(UserFault):
    """Name a file or folder that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class TooFewCases(UserFault):
    """Say that a library has too few cases with facts and a cause to learn from."""

    def __init__(self, cases: int, wanted: int) -> None:
        super().__init__(f"{cases} < {wanted}")
        self.cases = cases
        self.wanted = wanted


class FileUnreadable(UserFault):
    """Name a file that cannot be read as what it should be; `line` is 1-based, 0 for the whole file."""

    def __init__(self, path: Path, reason: str, line: int = 0) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.reason = reason  # a key of desktop/words
        self.line = line


class BadRecord(UserFault):
    """Name the key of a case record whose value has the wrong form."""

    def __init__(self, key: str, wanted: str) -> None:
        super().__init__(f"{key}: {wanted}")
        self.key = key
        self.wanted = wanted


class BadQuery(UserFault):
    """Name what in a search cannot be understood: `reason` is a key of desktop/words, `where` the part at fault."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{reason}: {where}")
        self.reason = reason
        self.where = where


class CaseMissing(UserFault):
    """Name a case that the library does not hold (any more)."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class CaseWithdrawn(UserFault):
    """Name a case that the court took back and whose text is not kept: `status` and `why` are the court's words."""

    def __init__(self, title: str, case_no: str, status: str, since: date, why: str = "") -> None:
        super().__init__(f"{case_no}: {status}")
        self.title = title
        self.case_no = case_no
        self.status = status
        self.since = since
        self.why = why


class CaseDamaged(WorldFault):
    """Name a case whose text in the library `path` can no longer be read; importing it again mends it."""

    def __init__(self, path: Path, key: str) -> None:
        super().__init__(f"{path}: {key}")
        self.path = path
        self.key = key


class MatterMissing(UserFault):
    """Name a matter that work.db does not hold."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class CourtUnknown(UserFault):
    """Name a court that is not in the table of courts."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ReportIncomplete(UserFault):
    """List the elements of art 8 that are still missing, as keys of desktop/words."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class SecretMatter(UserFault):
    """Refuse a report of a matter marked 涉密."""


class KeyNeeded(UserFault):
    """Ask for the passphrase of work.db: no keyring holds its key."""


class KeyLost(UserFault):
    """Tell that work.db is there, but not the note `path` without which no key or passphrase opens it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class WorkLost(UserFault):
    """Tell that the database of the judge's work, `path`, was there and is gone or empty; none is made in its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class WrongKey(UserFault):
    """Tell that work.db does not open with this key or passphrase."""


class NewerFile(UserFault):
    """Refuse a database, matter file or setting written by a newer Leian."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(f"{path}: {found} > {known}")
        self.path = path
        self.found = found
        self.known = known


class LibraryBusy(WorldFault):
    """Tell that another Leian holds the lock named by `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class WorkTaken(UserFault):
    """Tell that another window has the judge's work in the data folder `path` open."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class DiskTrouble(WorldFault):
    """Tell that a file or folder of ours cannot be written or read: `reason` is a key of desktop/words.

    `free` is how many bytes are left where the disk is full, None where that is not the trouble or cannot be asked.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.free = free_bytes(path) if reason == "full" else None


class PolicyDamaged(UserFault):
    """Name the policy file that cannot be read; `key` is what in it nobody understands, "" for the whole file."""

    def __init__(self, path: Path, key: str) -> None:
        super().__init__(f"{path}: {key}")
        self.path = path
        self.key = key


class PolicyFixes(UserFault):
    """Refuse a choice of the user where the policy has made it: `key` is that of the policy."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class FeedUnset(UserFault):
    """Tell what is missing before a sync can begin: "feed" (its address), "root" (whom to trust), in this order."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class RootRefused(UserFault):
    """Refuse another root than this data folder trusts, or a file that is none; `reason` is a key of desktop/words."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason  # "trusted" (another is), "none" (it is no root)


class FeedUnreachable(WorldFault):
    """Tell that a file of the feed cannot be had: `place` is its address, `reason` a key of desktop/words."""

    def __init__(self, place: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{place}: {reason}: {detail}")
        self.place = place
        self.reason = reason
        self.detail = detail  # such as the status of HTTP


class FeedRefused(WorldFault):
    """Tell that what the feed offers cannot be trusted: `name` is the file, `reason` a key of desktop/words."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class FeedExpired(WorldFault):
    """Tell that the metadata `name` of the feed was good until `until` and this machine's clock says `now`."""

    def __init__(self, name: str, until: datetime, now: datetime) -> None:
        super().__init__(f"{name}: {until} < {now}")
        self.name = name
        self.until = until
        self.now = now


class ClockWrong(UserFault):
    """Tell that this machine's clock says `now`, earlier than what this data folder has seen already, `seen`."""

    def __init__(self, now: datetime, seen: datetime) -> None:
        super().__init__(f"{now} < {seen}")
        self.now = now
        self.seen = seen


class ShardDamaged(WorldFault):
    """Tell that the shard `path` of the feed is not what FEED.md says: `reason` is a key of desktop/words."""

    def __init__(self, path: str, reason: str, line: int = 0) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.reason = reason
        self.line = line


class SyncBusy(WorldFault):
    """Tell that another sync of this data folder is running; it holds the lock `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class PublishFault(UserFault):
    """Refuse a step of keeping keys or of publishing: `reason` is a key of desktop/words, `values` are its facts."""

    def __init__(self, reason: str, *values: str) -> None:
        super().__init__(f"{reason}: {', '.join(values)}")
        self.reason = reason
        self.values = values


def disk_reason(error: OSError, otherwise: str = "file") -> str:
    """Return the `reason` of a DiskTrouble for what the system says; `otherwise` where it says nothing of use."""
    if getattr(error, "winerror", None) in _SHARING:
        return "locked"
    return _REASONS.get(error.errno or 0, otherwise)


def free_bytes(path: Path) -> int | None:
    """Return how many bytes are left for the user on the disk of a path that need not exist; None if unknown."""
    for place in (path, *path.absolute().parents):
        with suppress(OSError):
            return shutil.disk_usage(place).free
    return None


class Cancelled(LeianError):
    """Stop a job because the user, or a newer query, asked for it."""
