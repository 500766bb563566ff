# ruff: noqa: E501 - sentences of judgments stay on one line
"""Draw people, companies, days and amounts for one case, never the same surname twice.

Belongs here: the names that plot files may call in their [设] section. Does not: what becomes of the draws.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from installers.sample.courts import Court
from installers.sample.numbers import chinese_day

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭鲁韦马苗方俞任袁柳"
_SURNAMES = (
    SURNAMES
    + "史唐薛雷贺倪汤滕罗毕郝安常于傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房丁邓洪包左石崔龚程邢陆翁"
)
_COINED = [
    "恒沐",
    "瑞栎",
    "澄屿",
    "启岚",
    "禾砚",
    "泊远",
    "云枢",
    "青榆",
    "衡筑",
    "朗汐",
    "沐川",
    "星芮",
    "拓垚",
    "景珩",
    "锦邺",
    "博樾",
    "嘉砺",
    "森垣",
    "泓筱",
    "盛棠",
    "联岫",
    "百川源",
    "昊岑",
    "信樾",
    "翼南",
    "展壑",
    "万岫",
    "同穗",
    "金楮",
    "宏垟",
]
_STREETS = [
    "清溪路",
    "望江大道",
    "石榴巷",
    "学府街",
    "东渡路",
    "梧桐路",
    "文昌街",
    "半山路",
    "麦田路",
    "新港路",
    "竹林巷",
    "丰收街",
    "南桥路",
    "古井巷",
    "银杏路",
]
_ESTATES = ["云栖小区", "江畔花园", "锦绣里", "和苑", "枫林苑", "河滨新村", "惠民家园", "翠谷小区", "朝晖里", "安居苑"]
_SCHOOLING = ("小学文化", "初中文化", "高中文化", "中专文化", "大专文化", "大学文化")
_TRADES = ("务工人员", "无业", "个体经营者", "农民", "公司职员", "驾驶员", "自由职业")


@dataclass(slots=True)
class Party:
    """Hold one invented party. `written`: "" or `全` the full name, `短` the short one, `住` the address."""

    name: str
    short: str
    person: bool
    address: str
    sex: str = "男"
    born: date = date(1980, 1, 1)
    schooling: str = ""
    trade: str = ""
    head: str = ""  # legal representative
    post: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def written(self, form: str) -> str:
        """Write the party in the wanted form; the plain form is the short name."""
        pronoun = "他" if self.sex == "男" else "她"
        forms = {
            "": self.short,
            "短": self.short,
            "全": self.name,
            "住": self.address,
            "性": self.sex,
            "代": pronoun,
            "姓": self.name[:1],
            "生": chinese_day(self.born),
        }
        return forms[form]


class Draws:
    """Draw values for one case; what is drawn depends on the random source alone."""

    def __init__(self, rng: Random, court: Court) -> None:
        self.rng = rng
        self.court = court
        self._used: set[str] = set()
        self._kin = 0
        self._style = rng.choice(("某", "某某", "某某", "某某", "某甲"))

    def surname(self) -> str:
        """Return a surname not used yet in this case."""
        left = [name for name in _SURNAMES if name not in self._used]
        name = self.rng.choice(left)
        self._used.add(name)
        return name

    def person(
        self, sex: str = "", low: int = 22, high: int = 62, at: date | None = None, like: "Party | None" = None
    ) -> Party:
        """Draw a person aged `low` to `high` on the day `at` (2019-01-01); `like` shares the surname."""
        base = at or date(2019, 1, 1)
        born = base - timedelta(days=self.rng.randint(low * 366, high * 365))
        if like:
            self._kin += 1
            name = like.name[0] + "某" + "乙丙丁"[self._kin - 1]
        else:
            name = self.surname() + self._style
        sex = sex or self.rng.choice("男男女")
        return Party(name, name, True, self.address(), sex, born, self.rng.choice(_SCHOOLING), self.rng.choice(_TRADES))

    def company(self, trade: str, form: str = "有限公司") -> Party:
        """Draw an invented company of a trade in the court's city."""
        coined = self.rng.choice([name for name in _COINED if name not in self._used])
        self._used.add(coined)
        place = self.rng.choice((self.court.city, self.court.city, self.court.province))
        post = self.rng.choice(("总经理", "执行董事", "董事长", "经理"))
        return Party(
            f"{place}{coined}{trade}{form}",
            f"{coined}公司",
            False,
            self.street(),
            head=self.surname() + self._style,
            post=post,
        )

    def body(self, name: str, short: str = "", post: str = "负责人") -> Party:
        """Make a party that is an authority, bank or insurer with a given name."""
        return Party(name, short or name, False, self.street(), head=self.surname() + self._style, post=post)

    def place(self) -> str:
        """Return the district or county the court sits for (a basic court), else one of its city."""
        return self.court.district or self.rng.choice(self.court.districts)

    def street(self) -> str:
        """Return a street address."""
        return f"{self.court.province}{self.court.city}{self.place()}{self.road()}{self.rng.randint(2, 398)}号"

    def road(self) -> str:
        """Return the name of a street."""
        return self.rng.choice(_STREETS)

    def estate(self) -> str:
        """Return the name of a housing estate."""
        return self.rng.choice(_ESTATES)

    def address(self) -> str:
        """Return a home address."""
        town = f"{self.court.province}{self.court.city}{self.place()}"
        if self.rng.random() < 0.55:
            return f"{town}{self.estate()}{self.rng.randint(1, 28)}幢{self.rng.randint(1, 4)}单元"
        if self.rng.random() < 0.5:
            return self.street()
        return f"{town}{self.rng.choice(('柳河', '白塘', '上坪', '青石', '大湾', '三渡'))}镇{self.rng.choice(('前进', '红旗', '双桥', '枣林', '沙埠', '岭下'))}村"

    def num(self, low: int, high: int, step: int = 1) -> int:
        """Draw a whole number in steps."""
        return self.rng.randrange(low, high + 1, step)

    def pick(self, *options: object) -> object:
        """Draw one of the options."""
        return self.rng.choice(options)

    def after(self, day: date, low: int, high: int) -> date:
        """Draw a day `low` to `high` days after another."""
        return day + timedelta(days=self.rng.randint(low, high))

    def before(self, day: date, low: int, high: int) -> date:
        """Draw a day `low` to `high` days before another."""
        return day - timedelta(days=self.rng.randint(low, high))
