"""Make one scene out of a plot: the values of its [设] section drawn, its sections ready to be written.

Belongs here: what all layouts ask of a case. Does not: the order in which a document says it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from installers.sample.courts import Court
from installers.sample.draws import Draws, Party
from installers.sample.grammar import Expander
from installers.sample.numbers import chinese_number, loan_prime_rate, term
from installers.sample.plots import Plot
from installers.sample.statutes import in_text, ordered

CODE = date(2021, 1, 1)  # the Civil Code


@dataclass(slots=True)
class Scene:
    """Hold one case: its court of first instance, its days, its values."""

    plot: Plot
    court: Court
    rng: Random
    filed: date
    judged: date
    names: dict[str, object]
    draws: Draws
    _said: dict[str, str] = field(default_factory=dict)

    def has(self, test: str) -> bool:
        """Tell whether a test holds in this case."""
        return Expander(self.rng, self.names).holds(test)

    def say(self, template: str) -> str:
        """Expand any template with this case's values."""
        return in_text(Expander(self.rng, self.names).text(template))

    def text(self, section: str) -> str:
        """Write a section, always in the same words for one case; "" where the plot has none."""
        if section not in self._said:
            self._said[section] = self.say(self.plot.section(section))
        return self._said[section]

    def lines(self, section: str) -> list[str]:
        """Write a section as its lines."""
        return [line for line in self.text(section).split("\n") if line]

    def articles(self, section: str = "依据", more: tuple[str, ...] = ()) -> list[str]:
        """Return the short forms of a section of statutes in the order of citation."""
        raw = Expander(self.rng, self.names).text(self.plot.section(section))
        return ordered([*[line for line in raw.split("\n") if line], *more])

    def party(self, name: str) -> Party:
        """Return a party by the name the plot gave it."""
        value = self.names[name]
        if not isinstance(value, Party):
            raise TypeError(f"{self.plot.id}: {name} is no party")
        return value

    def parties(self) -> list[tuple[str, Party]]:
        """Return the roles that this case has, with who fills them."""
        return [(role.title, self.party(role.name)) for role in self.plot.roles if not role.test or self.has(role.test)]

    @property
    def cause(self) -> str:
        """Return the cause or charge as documents name it; a plot may change it by twist or time ([案由])."""
        return next(iter(self.lines("案由")), self.plot.causes[0])

    def number(self, name: str) -> float:
        """Return a number of the plot, 0 where it has none."""
        value = self.names.get(name, 0)
        return float(value) if isinstance(value, (int, float)) else 0.0


def make(plot: Plot, twists: tuple[str, ...], court: Court, year: int, seed: str, wrong: bool = False) -> Scene:
    """Draw a scene; the same arguments give the same scene. `wrong` makes the first instance err (误)."""
    rng = Random(seed)
    judged = date(year, 1, 4) + timedelta(days=rng.randint(0, 355 if year < 2026 else 270))
    while judged.weekday() > 4:
        judged -= timedelta(days=1)
    filed = judged - timedelta(days=rng.randint(38, 150))
    draws = Draws(rng, court)
    names: dict[str, object] = dict.fromkeys(twists, True)
    names |= {
        "filed": filed,
        "judged": judged,
        "court": court.name,
        "city": court.city,
        "district": draws.place(),
        "dshort": (court.district or court.city)[:1],
        "upper_court": court.parent,
        "误": wrong,
        "新民诉": judged >= date(2022, 1, 1),
        "province": court.province,
        "level": court.level,
        "road": draws.road(),
        "estate": draws.estate(),
    }
    scene = Scene(plot, court, rng, filed, judged, names, draws)
    _let(scene, twists)
    if court.level != "基层":
        names["普通"] = True  # no simplified procedure above the basic courts
    return scene


def _let(scene: Scene, twists: tuple[str, ...]) -> None:
    """Draw the values of [设], one `name = expression` a line; the expressions are part of this repository."""
    draws, names = scene.draws, scene.names
    tools: dict[str, object] = {
        "person": draws.person,
        "company": draws.company,
        "body": draws.body,
        "num": draws.num,
        "pick": draws.pick,
        "after": draws.after,
        "before": draws.before,
        "road": draws.road,
        "estate": draws.estate,
        "street": draws.street,
        "place": draws.place,
        "surname": draws.surname,
        "term": term,
        "cn": chinese_number,
        "end": prison_end,
        "date": date,
        "days": _days,
        "round": round,
        "int": int,
        "max": max,
        "min": min,
        "chance": lambda share: draws.rng.random() < share,
        "months": add_months,
        "lpr": loan_prime_rate,
        "region": scene.court.region,
        "region_city": scene.court.province + scene.court.city,
        "twist": lambda name: name in twists,
        "__builtins__": {},
    }
    for line in scene.plot.section("设").splitlines():
        kept = line.strip()
        while kept.startswith("@"):
            test, _, rest = kept[1:].partition(" ")
            kept = rest.strip() if scene.has(test) else ""
        if kept and not kept.startswith("#"):
            name, _, expression = kept.partition(" = ")
            try:
                names[name.strip()] = eval(expression, tools, names)
            except Exception as error:
                error.add_note(f"{scene.plot.id}: {kept}")
                raise
    first = names.get("d1")
    names.setdefault("new", not isinstance(first, date) or first >= CODE)


def prison_end(start: date, length: int) -> date:
    """Return the last day of a term of months that starts on a day."""
    return add_months(start, length) - timedelta(days=1)


def add_months(day: date, count: int) -> date:
    """Return the day `count` months later, the 28th at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, 28))


def _days(first: date, last: date) -> int:
    return (last - first).days
