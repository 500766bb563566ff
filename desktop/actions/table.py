"""Every command of the window: id, words, key, when. Menus are lists of ids; None is a line between groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto


class When(Flag):
    """Name what must be there for a command to make sense."""

    ALWAYS = 0
    MATTER = auto()  # a matter is open
    HIT = auto()  # a case is open in the reader
    LIBRARY = auto()  # the library holds cases


@dataclass(frozen=True, slots=True)
class Action:
    """Declare a command. `words` carry the mnemonic as (&X); `key` is portable text such as Ctrl+K."""

    id: str
    words: str
    key: str = ""
    when: When = When.ALWAYS
    checkable: bool = False


_ALL = (
    Action("matter.new", "新建案件(&N)…", "Ctrl+N"),
    Action("matter.open", "打开案件(&O)…", "Ctrl+O"),
    Action("matter.properties", "案件信息(&P)…", "Ctrl+I", When.MATTER),
    Action("matter.export", "导出案件(&X)…", "", When.MATTER),
    Action("matter.import", "导入案件文件(&M)…"),
    Action("matter.delete", "删除案件(&D)", "", When.MATTER),
    Action("matter.bring_in", "导入诉讼材料(&L)…", "Ctrl+Shift+L", When.MATTER),
    Action("matter.give_out", "导出裁判文书(&J)…", "Ctrl+Shift+E", When.MATTER),
    Action("library.import_files", "导入文书(&F)…", "Ctrl+Shift+I"),
    Action("library.import_folder", "导入文件夹(&R)…"),
    Action("library.sync", "同步案例库(&Y)", "F8"),
    Action("library.sync_folder", "从文件夹或者 U 盘同步(&U)…"),
    Action("library.sync_report", "同步情况(&H)…"),
    Action("library.coverage", "案例库概况(&V)…"),
    Action("report.make", "类案检索报告(&E)…", "Ctrl+E", When.MATTER),
    Action("app.switch", "切换演示数据与本人数据(&W)"),
    Action("app.preferences", "设置(&S)…", "Ctrl+,"),
    Action("app.quit", "退出(&Q)", "Ctrl+Q"),
    Action("edit.undo", "撤销(&U)", "Ctrl+Z"),
    Action("edit.redo", "重做(&R)", "Ctrl+Shift+Z"),
    Action("edit.cut", "剪切(&T)", "Ctrl+X"),
    Action("edit.copy", "复制(&C)", "Ctrl+C"),
    Action("edit.paste", "粘贴(&P)", "Ctrl+V"),
    Action("edit.find", "在草稿或者案例中查找(&F)…", "Ctrl+F"),
    Action("edit.sources", "采用的段落及来源(&S)", "Ctrl+Shift+S", When.MATTER),
    Action("search.focus", "检索(&K)", "Ctrl+K"),
    Action("similar.find", "按草稿查找类案(&F)", "F5", When.MATTER),
    Action("similar.live", "起草时自动更新(&L)", "", When.MATTER, True),
    Action("similar.recent", "只看近三年(&R)", "", When.ALWAYS, True),
    Action("similar.stop_early", "上一层级已有类案时不再下查(&T)", "", When.ALWAYS, True),
    Action("similar.confirm_cause", "确认本案案由(&G)", "Alt+Return", When.MATTER),
    Action("similar.causes", "候选案由(&H)…", "Ctrl+Shift+A", When.MATTER),
    Action("similar.cancel", "停止检索(&X)", "Ctrl+."),
    Action("case.copy", "复制并注明出处(&C)", "Ctrl+Shift+C", When.HIT),
    Action("case.adopt", "采用到草稿(&A)", "Ctrl+Return", When.HIT | When.MATTER),
    Action("case.similar", "是类案(&Y)", "Ctrl+Shift+Y", When.HIT | When.MATTER),
    Action("case.different", "不是类案(&N)", "Ctrl+Shift+N", When.HIT | When.MATTER),
    Action("case.compare", "比对(&B)", "F7", When.HIT | When.MATTER),
    Action("view.picture", "案情图(&G)", "F9", When.MATTER),
    Action("view.next_pane", "下一窗格(&N)", "F6"),
    Action("view.previous_pane", "上一窗格(&P)", "Shift+F6"),
    Action("view.larger", "放大字号(&L)", "Ctrl+="),
    Action("view.smaller", "缩小字号(&M)", "Ctrl+-"),
    Action("view.normal", "标准字号(&0)", "Ctrl+0"),
    Action("view.reset_docks", "恢复默认布局(&R)"),
    Action("help.guide", "使用说明(&H)…"),
    Action("help.keys", "快捷键一览(&K)", "F1"),
    Action("help.folder", "打开数据所在文件夹(&D)"),
    Action("help.about", "关于类案(&A)"),
)
ACTIONS: Mapping[str, Action] = {action.id: action for action in _ALL}

MENUS: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    (
        "案件(&F)",
        (
            "matter.new",
            "matter.open",
            "matter.properties",
            "matter.delete",
            None,
            "matter.bring_in",
            "matter.import",
            "matter.export",
            None,
            "library.import_files",
            "library.import_folder",
            None,
            "library.sync",
            "library.sync_folder",
            "library.sync_report",
            "library.coverage",
            None,
            "report.make",
            "matter.give_out",
            None,
            "app.switch",
            "app.preferences",
            "app.quit",
        ),
    ),
    (
        "编辑(&E)",
        (
            "edit.undo",
            "edit.redo",
            None,
            "edit.cut",
            "edit.copy",
            "edit.paste",
            None,
            "edit.find",
            "edit.sources",
        ),
    ),
    (
        "类案(&S)",
        (
            "search.focus",
            "similar.find",
            "similar.cancel",
            None,
            "similar.confirm_cause",
            "similar.causes",
            None,
            "similar.live",
            "similar.recent",
            "similar.stop_early",
            None,
            "case.copy",
            "case.adopt",
            "case.compare",
            None,
            "case.similar",
            "case.different",
        ),
    ),
    (
        "视图(&V)",
        (
            "view.picture",
            None,
            "view.next_pane",
            "view.previous_pane",
            None,
            "view.larger",
            "view.smaller",
            "view.normal",
            None,
            "view.docks",
            "view.reset_docks",
        ),
    ),
    ("帮助(&H)", ("help.guide", "help.keys", None, "help.folder", "help.about")),
)
PLACES = ("view.docks",)  # where the shell puts what it makes itself
