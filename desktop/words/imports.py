"""What an import did, in words. Belongs here: counts, refusals, progress. Does not: importing."""

from localdb.model.library import ImportProgress, ImportSummary, Refusal, Rejection

_REFUSALS = {
    Refusal.UNREADABLE: "文件已损坏，或者内容与文件扩展名不符",
    Refusal.ENCODING: "文字编码既不是 UTF-8 也不是 GB18030",
    Refusal.EMPTY: "文件是空的",
    Refusal.TOO_LARGE: "文件过大",
    Refusal.NOT_JSON: "该行不是 JSON 对象",
    Refusal.BAD_FIELD: "字段的内容不合要求",
    Refusal.NO_TEXT: "没有裁判文书全文，也没有事实、理由和主文",
    Refusal.NO_ID: "没有编号（id）",
    Refusal.NOT_A_CASE: "内容不是裁判文书或者案例",
    Refusal.OWN: "本软件自己写出的文件，不是裁判文书或者案例",
    Refusal.DISORDER: "文本错乱，无法阅读",
    Refusal.THIN_REASONING: "没有说理或者说理过于简略，不予收录",
    Refusal.TAKEN_BACK: "该案已由发布法院撤回，不再收录",
    Refusal.SAMPLE: "演示数据与真实案例不得混存",
    Refusal.UNKNOWN_KIND: "不支持的文件类型（支持 jsonl、jsonl.zst、docx、txt、html、pdf）",
}
_DETAILS = {
    "io": "读取时出错，或者没有读取权限",
    "folder": "文件夹没有读取权限，其中的文件没有读入",
    "docx": "DOCX 文件",
    "html": "HTML 文件",
    "pdf": "PDF 文件",
    "zstd": "压缩数据损坏",
    "parser": "内容无法解析",
    "json": "不是 JSON 对象",
    "nested": "嵌套过深",
    "encoding": "文字编码不是 UTF-8",
    "operation": "不是更新源的操作",
    "line": "该行过长",
    "table": "更正的表格无法采用",
    "model": "案由预测模型已损坏，或者不是本版本可以使用的",
    "place": "只有全国部分可以更正表格、发布模型",
    "truncated": "内容不完整",
    "bomb": "解压后过大",
    "pages": "页数过多",
    "scanned": "扫描件，没有文字层",
    "password": "设有密码",
    "object": "应为一个 JSON 对象",
    "garbled": "乱码",
    "own_report": "类案检索报告",
    "own_note": "类案检索说明",
    "own_judgment": "裁判文书稿，请待签发后导入正式文书",
    "own_matter": "案件文件，请在窗口中用“导入案件文件”打开",
    "procedural": "只是指定管辖、提审、指令再审、撤回等程序性裁判，没有可供参考的理由",
    "search_report": "类案检索报告或者检索说明，其中只是引用了案例",
    "pleading": "诉状、申请书、代理意见等当事人一方的材料",
    "prosecution": "起诉书、抗诉书等检察、公安机关的文书",
    "court_paper": "审理报告、笔录、工作报告等内部材料",
    "other_decision": "行政机关、仲裁机构等作出的文书",
    "article": "论文、评析、解读等文章，其中只是引用了案例",
    "notice": "发布案例的通知，请将其中的案例逐件导入",
    "several": "其中有多份文书或者多个案例，请分开保存后逐件导入",
}


def refusal_words(refusal: Refusal) -> str:
    """Say why a file or record was not admitted."""
    return _REFUSALS.get(refusal, "不符合入库要求")


def detail_words(detail: str) -> str:
    """Say the detail of a refusal; one that nobody knows stands as it is, such as the name of a field."""
    return _DETAILS.get(detail, detail)


def refusal_detail(detail: str) -> str:
    """Say more closely why; "" where there is no more to say."""
    return _DETAILS.get(detail, detail)


def rejection_words(rejection: Rejection) -> str:
    """Say which file or line was refused and why, with the detail where there is one."""
    place = f"{rejection.file} 第{rejection.line}行" if rejection.line else rejection.file
    if rejection.detail == "folder":
        return f"{place}：{_DETAILS['folder']}"
    detail = f"（{detail_words(rejection.detail)}）" if rejection.detail else ""
    return f"{place}：{refusal_words(rejection.refusal)}{detail}"


def import_words(summary: ImportSummary) -> str:
    """Say in one sentence what an import did."""
    parts = [f"读取{summary.read}件", f"新收录{summary.admitted}件"]
    if summary.replaced:
        parts.append(f"更新{summary.replaced}件")
    folded = f"（其中{summary.folded}件是同类文书，已合并）" if summary.folded else ""
    parts += [f"重复{summary.duplicates}件{folded}", f"未收录{summary.rejected}件"]
    end = "；导入已中止，已收录的案例保留，可以再次导入。" if summary.cancelled else "。"
    return "，".join(parts) + end


def progress_words(progress: ImportProgress) -> str:
    """Say how far an import is."""
    share = f"，{min(100, progress.bytes_done * 100 // progress.total_bytes)}%" if progress.total_bytes else ""
    return f"正在读取 {progress.file}：已读{progress.read}件，新收录{progress.admitted}件{share}"
