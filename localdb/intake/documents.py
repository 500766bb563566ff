"""The text of a document as a case: its id and its title, which a document does not bring along."""

import re
from dataclasses import replace

from localdb.admission import content_hash
from localdb.model.case import Case
from localdb.model.kinds import CaseType
from localdb.reference import Reference
from localdb.text import parse_judgment

LOCAL = "本机导入"  # source of documents, which name none themselves
_NAME = r"(?:[（(][^（）()]{0,30}[）)])?\s*[：:、]?\s*(?P<name>[^，,。；;：:（(\s、]{2,40})"
_ACCUSED = re.compile(rf"^(?:原审)?(?:被告人|上诉人|罪犯|被申请人|申诉人){_NAME}")
_ASKING = re.compile(
    rf"^(?:再审申请人|上诉人|申请执行人|复议申请人|异议人|案外人|赔偿请求人|申诉人|申请人|原审原告|原告){_NAME}"
)
_ASKED = re.compile(rf"^(?:被上诉人|被申请人|被执行人|赔偿义务机关|原审被告|被告){_NAME}")
_HEAD = 300  # characters of a title that is none


def read_document(text: str, reference: Reference) -> Case:
    """Read the text of a document into a case with id, title and source.

    The id is its case number, kind and day, so that a corrected copy replaces the first; without a number it is a
    digest of the text.
    """
    case = replace(parse_judgment(text, reference), source=LOCAL)
    day = case.date.isoformat() if case.date else ""
    ident = " ".join(part for part in (case.case_no, case.doc_type, day) if part) if case.case_no else ""
    return titled(replace(case, id=ident or content_hash(case).hex()))


def titled(case: Case) -> Case:
    """Give a case that has neither title nor name the title that the court's own site would give it."""
    return case if case.title or case.case_name else replace(case, title=title_of(case))


def title_of(case: Case) -> str:
    """Compose a title as the court's own site does: 张三与李四买卖合同纠纷一审民事判决书; "" when nothing is known."""
    if case.case_type is CaseType.CRIMINAL:
        who, what = _accused(case), "、".join(case.charges or case.causes)
    else:
        who, what = _sides(case), "、".join(case.causes or case.charges)
    title = f"{who}{what}"
    return f"{title}{case.trial}{case.doc_type}"[:_HEAD] if title else ""


def _accused(case: Case) -> str:
    names = _names(_ACCUSED, case)
    return names[0] + ("等" if len(names) > 1 else "") if names else ""


def _sides(case: Case) -> str:
    asking, asked = _names(_ASKING, case), _names(_ASKED, case)
    return "与".join(names[0] + ("等" if len(names) > 1 else "") for names in (asking, asked) if names)


def _names(role: re.Pattern[str], case: Case) -> list[str]:
    found = (role.match(party.strip()) for party in case.parties)
    return list(dict.fromkeys(match["name"] for match in found if match))
