"""Random small cases for the index, and what a plain reading of them answers."""

import random
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from localdb.index.port import Body, Entry, Narrowing, Origin
from localdb.index.question import (
    And,
    Cause,
    Court,
    Days,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Question,
    Statute,
    Term,
    leaves,
)
from localdb.index.search import name_pairs
from localdb.model.kinds import Authority, CaseType

EVERYWHERE, OFTEN, FOUR_BYTES = "共同", "反复", "𠮷𡈽"
WORDS = (FOUR_BYTES, "a", *(f"词{number}" for number in range(30)))
KEYS = tuple(f"案{number:02}" for number in range(70))
DAY = 737_000
COURTS = ("", "甲市法院", "甲（东）法院", "乙法院")
CAUSES, STATUTES = ("盗窃罪", "盗窃罪未遂", "抢劫罪"), ("刑法", "刑法#264", "刑法#263.1")
NUMBERS = ("2018赣1", "2018赣1刑初1", "2018赣1刑初12")
NAMES = ("应国平案", "应国强案", "国平应案")


def own_word(key: str) -> str:
    """Return the word that only this case has."""
    return f"独{key}"


def random_entry(dice: random.Random, key: str) -> Entry:
    """Make a case: some bodies missing, some empty, some words in every case and some in one."""
    bodies = {body: random_words(dice) for body in Body if dice.random() < 0.8}
    bodies[Body.FACTS] = [EVERYWHERE, *[own_word(key)] * dice.choice((1, 1, 2, 300)), *random_words(dice)]
    bodies[Body.TITLE] = [*bodies.get(Body.TITLE, ()), *name_pairs(dice.choice(NAMES))]
    return Entry(
        key,
        bodies,
        court=dice.choice(COURTS),
        authority=dice.choice((Authority.JUDGMENT, Authority.GUIDING)),
        case_type=dice.choice(("", *CaseType)),
        effect=dice.choice(("", "已撤销")),
        day=dice.choice((0, DAY, DAY + 1, DAY + 400)),
        causes=_some(dice, CAUSES),
        statutes=_some(dice, STATUTES),
        numbers=_some(dice, NUMBERS),
    )


def random_words(dice: random.Random) -> list[str]:
    """Return words in order, the first of WORDS the most often; sometimes one 300 times, more than a byte can count."""
    words = [WORDS[min(int(dice.expovariate(0.2)), len(WORDS) - 1)] for _ in range(dice.choice((0, 1, 8, 60)))]
    return words + [OFTEN] * dice.choice((0, 0, 0, 0, 1, 254, 255, 300))


def random_bag(dice: random.Random) -> Mapping[Body, Mapping[str, float]]:
    """Return weighted words for some bodies, among them words that no case has."""
    known = (EVERYWHERE, OFTEN, *WORDS, *map(own_word, KEYS), "无此词")
    return {
        body: {word: 10 ** dice.uniform(-2, 3) for word in dice.sample(known, dice.randint(1, len(known)))}
        for body in dice.sample(list(Body), dice.randint(1, len(Body)))
    }


def random_phrase(dice: random.Random, case: Entry) -> Phrase:
    """Return words that follow each other somewhere in a case, some of the time in another order."""
    body = case.bodies[dice.choice([body for body, words in case.bodies.items() if words])]
    at = dice.randrange(len(body))
    words = list(body[at : at + dice.randint(2, 4)])
    if dice.random() < 0.3:
        dice.shuffle(words)
    return Phrase("", tuple(words))


def answers(question: Question, entry: Entry, every: Iterable[Entry]) -> bool:
    """Say whether a case answers a question, by reading its words one after the other."""
    match question:
        case And(parts):
            return all(answers(part, entry, every) for part in parts)
        case Or(parts):
            return any(answers(part, entry, every) for part in parts)
        case Not(part):  # the text itself has to be asked whether a phrase does not stand there
            phrase = any(isinstance(leaf, Phrase) for leaf, _ in leaves(part))
            return phrase or not answers(part, entry, every)
        case Term(text, words):
            wanted = words or name_pairs(text)
            return all(any(word in body for body in entry.bodies.values()) for word in wanted)
        case Phrase(_, words):
            return any(_follow(list(body), list(words)) for body in entry.bodies.values())
        case Pattern(text):
            return any(fnmatchcase(word, text) for body in entry.bodies.values() for word in body)
        case Days(since, until):
            return max(since, 1) <= entry.day <= until
        case Statute(law, article, sub):
            return f"{law}#{article}.{sub}".removesuffix(".0").removesuffix("#0") in entry.statutes
        case Cause(name):
            return any(name in cause for cause in entry.causes)
        case Court(name):
            return name.replace("（", "(") in entry.court.replace("（", "(")
        case Number(number):
            exact = any(number in other.numbers for other in every)
            return number in entry.numbers if exact else any(number in own for own in entry.numbers)


def passes(narrowing: Narrowing, entry: Entry) -> bool:
    """Say whether a case is among those that are kept."""
    recent = entry.day >= narrowing.since or entry.authority in narrowing.ageless
    early = not narrowing.until or 0 < entry.day <= narrowing.until
    kind = narrowing.case_type in (None, entry.case_type)
    return recent and early and kind and entry.effect not in narrowing.effects_out


def one_lane(_: Origin) -> str:
    """Put every case into one lane."""
    return "all"


def _follow(body: Sequence[str], words: Sequence[str]) -> bool:
    return any(body[at : at + len(words)] == words for at in range(len(body)))


def _some(dice: random.Random, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dice.sample(values, dice.choice((0, 1, len(values)))))
