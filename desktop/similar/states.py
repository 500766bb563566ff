"""What the list says when it has no hits, and its line of facts: sentences that teach what to do next.

Belongs here: wording for this panel from the facts of a result. Does not: widgets.
"""

from desktop.similar.filters import Filters
from desktop.words import NOTHING_TOLD, day_words, method_name
from localdb.model.kinds import Method
from localdb.model.similar import SimilarResult

NO_LIBRARY = (
    "案例库中还没有案例",
    "从本院的更新源同步，或者导入法院下发的案例文件（JSON Lines、DOCX、TXT、HTML、PDF，或者整个文件夹）；"
    "也可以先打开演示案例库熟悉操作。"
    "全部数据只存于本机。",
)
NO_QUERY = (
    "写下案情，类案随之列出",
    "在右侧草稿中写入诉辩意见、查明的事实或者本院认为，停笔片刻即自动检索；也可以在上方按关键词、法条或者案号检索。",
)
CASE_BACK = "返回草稿的类案"
CASE_END = "结束检索"

_TIPS = {
    Method.CASE: "补充案情、争议焦点，或者换用更常见的说法",
    Method.KEYWORD: "减少检索词，或者换用更常见的说法；案由、法院写全称",
    Method.STATUTE: "只写法律名称，或者改按关键词检索",
}


def nothing_title(result: SimilarResult) -> str:
    """Say in a few words why no tier has a hit."""
    if result.untold:
        return "未作检索"
    return "已建索引的案例中未检索到" if _catching_up(result) else "未检索到相近案例"


def nothing_words(result: SimilarResult, filters: Filters) -> str:
    """Say what may be tried where no tier has a hit; the list above shows what became of each tier.

    That nothing was found is only called a result where the whole library was searched.
    """
    if result.untold:
        return f"{NOTHING_TOLD}\n写下诉辩意见、查明的事实或者争议焦点后，即自动检索。"
    if _catching_up(result):
        return "其余案例尚在建立索引，建完后自动重新检索；在此之前不宜据此认为没有类案。"
    tips = [_TIPS[result.method]]
    if filters.recent_only:
        tips.insert(0, "取消“近三年”的限制")
    if filters.tiers:
        tips.insert(0, "改看全部层级")
    return f"可以尝试：{'；'.join(tips)}。\n“未检索到类案”也是有效的检索结果，可以据此出具检索报告。"


def foot_words(result: SimilarResult) -> str:
    """Give the facts of a search in one line: method, count, time, library."""
    count = len(result.hits)
    parts = [method_name(result.method), f"列出 {count} 件", f"用时 {result.ms / 1000:.2f} 秒"]
    if result.as_of:
        parts.append(f"检索日 {day_words(result.as_of)}")
    parts.append(f"案例库第 {result.library_version} 版 {result.library_cases:,} 案")
    return "　".join(parts)


def backlog_words(result: SimilarResult) -> str:
    """Tell that the index still catches up; "" when it does not."""
    if not _catching_up(result):
        return ""
    return f"索引尚在建立：可检索 {result.indexed_cases:,} / {result.library_cases:,} 案，建完后结果会自动补全。"


def _catching_up(result: SimilarResult) -> bool:
    return result.indexed_cases < result.library_cases
