"""The blocks of PERFORMANCE.md that `budget` and `decisions` write; those of the comparison are `report`'s."""

import os

from failure import Failure

DOCUMENT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "PERFORMANCE.md"))


def write_block(name, text, path=DOCUMENT):
    """Puts a text between `<!-- NAME -->` and `<!-- /NAME -->`, and leaves all else as it is."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    with open(path, encoding="utf-8") as file:
        document = file.read()
    head, found_begin, rest = document.partition(begin)
    _, found_end, tail = rest.partition(end)
    if not found_begin or not found_end:
        raise Failure(f"{os.path.basename(path)} has no {begin} ... {end}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}{begin}\n{text}\n{end}{tail}")
