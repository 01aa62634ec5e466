"""Puts texts between the markers of a Markdown document and leaves all else as it is.

A block begins with a line `<!-- compare:NAME -->` and ends with a line `<!-- /compare -->`.
"""

import re

BEGIN = re.compile(r"<!--\s*compare:(\S*)\s*-->")
END = "<!-- /compare -->"


class Malformed(Exception):
    """The markers of the document make no sense; the text is one line for the user."""


def blocks(document):
    """From name to text of all blocks of a well-formed document."""
    found, name = {}, None
    for line in document.split("\n"):
        begin = BEGIN.fullmatch(line.strip())
        if begin:
            name = begin[1]
            found[name] = []
        elif line.strip() == END:
            name = None
        elif name is not None:
            found[name].append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


def fill(document, texts):
    """The document with the text of each block replaced, and the names of those.

    `texts` maps every name that there may be to its text; a block of which that is None stays as it is.
    """
    out, open_name, open_line, names = [], None, 0, []
    found = set()
    for number, line in enumerate(document.split("\n"), 1):
        begin = BEGIN.fullmatch(line.strip())
        if begin:
            if open_name is not None:
                raise Malformed(f"line {number}: compare:{begin[1]} begins before compare:{open_name} has ended")
            open_name, open_line = begin[1], number
            if open_name not in texts:
                raise Malformed(f"line {number}: unknown marker compare:{open_name}; there are {', '.join(texts)}")
            if open_name in found:
                raise Malformed(f"line {number}: compare:{open_name} is there twice")
            found.add(open_name)
            out.append(line)
            if texts[open_name] is not None:
                names.append(open_name)
                out.append(texts[open_name])
        elif line.strip() == END:
            if open_name is None:
                raise Malformed(f"line {number}: an end marker without a beginning")
            open_name = None
            out.append(line)
        elif open_name is None or texts[open_name] is None:
            out.append(line)
    if open_name is not None:
        raise Malformed(f"line {open_line}: compare:{open_name} has no end marker")
    if not found:
        raise Malformed("no marker <!-- compare:NAME --> in it")
    return "\n".join(out), names
