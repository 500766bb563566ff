"""Make every facts file of resources/, or those named: `python -m installers.facts [courts causes …]`."""

import sys

from installers.facts import articles, authority, causes, courts, laws, lexicon, synonyms

MAKERS = {
    "courts": courts.make,
    "causes": causes.make,
    "laws": laws.make,
    "articles": articles.make,
    "lexicon": lexicon.make,
    "synonyms": synonyms.make,
    "authority": authority.make,
}


def main() -> None:
    """Run the makers asked for and print what each wrote."""
    for name in sys.argv[1:] or MAKERS:
        print(MAKERS[name]())


if __name__ == "__main__":
    main()
