"""How a matter is called in lists and in the top bar."""

from localdb.model.matter import Matter


def matter_line(matter: Matter) -> str:
    """Return case number, cause and stage in one line, or whatever of them is known."""
    name = matter.case_no or matter.title or "未编号案件"
    cause = "、".join(matter.causes)
    rest = [part for part in (cause if cause and cause not in name else "", str(matter.stage)) if part]
    return "　".join([name, " · ".join(rest)])
