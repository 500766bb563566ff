"""The invented courts: one province with three cities, a second province, and the real Supreme Court's name.

Belongs here: names, levels and 法院代字, and who stands above whom. Does not: the program's table of real courts.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Court:
    """Hold one invented court; `district` only for a basic court, `districts` those of its city or province."""

    name: str
    code: str
    level: str
    province: str
    city: str
    parent: str
    district: str = ""
    districts: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        """Return what stands before 人民检察院 for the office beside this court."""
        return self.province + ("" if self.level == "高级" else self.city) + self.district


SUPREME = "最高人民法院"
_PROVINCES = (
    (
        "演示省",
        "演",
        (
            ("明川市", "演01", (("望江区", "02"), ("清平区", "03"), ("东林区", "04"), ("石桥县", "21"))),
            ("南屿市", "演02", (("海曲区", "02"), ("鹭洲区", "03"), ("平澜县", "21"))),
            ("北岭市", "演03", (("雪松区", "02"), ("矿坪区", "03"), ("松塬县", "21"))),
        ),
    ),
    (
        "示例省",
        "例",
        (
            ("云泽市", "例01", (("荷塘区", "02"), ("枫桥区", "03"))),
            ("金穗市", "例02", (("麦陇区", "02"),)),
        ),
    ),
)
USER_COURT = "演示省明川市望江区人民法院"


def _all() -> dict[str, Court]:
    courts: dict[str, Court] = {}
    for province, code, cities in _PROVINCES:
        high = f"{province}高级人民法院"
        names = tuple(name for _, _, districts in cities for name, _ in districts)
        courts[high] = Court(high, code, "高级", province, cities[0][0], SUPREME, districts=names[:4])
        for city, city_code, districts in cities:
            middle = f"{province}{city}中级人民法院"
            inner = tuple(name for name, _ in districts)
            courts[middle] = Court(middle, city_code, "中级", province, city, high, districts=inner)
            for name, number in districts:
                basic = f"{province}{city}{name}人民法院"
                courts[basic] = Court(basic, city_code + number, "基层", province, city, middle, name, inner)
    return courts


COURTS = _all()


def overlay() -> list[dict[str, str]]:
    """Return the invented courts as entries of the court table."""
    return [
        {
            "name": court.name,
            "level": court.level,
            "province": court.province,
            "city": court.city if court.level != "高级" else "",
            "code": court.code,
            "parent": court.parent,
        }
        for court in COURTS.values()
    ]
