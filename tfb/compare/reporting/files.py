"""What a report changes on the disk: documents and the charts of one folder."""

import os

from .svg import MADE_BY


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def link(folder, file, start):
    """The address of a chart as the document writes it."""
    return os.path.relpath(os.path.join(folder, file), start).replace(os.sep, "/")


def changes(documents, folder, charts):
    """Pairs of path and text of what is not as it should be; the text of a chart without a place is None.

    `documents` maps a path to the text that is there and the one that should be; a chart has its place in any of them.
    """
    found = [(path, new) for path, (old, new) in documents.items() if old != new]
    shown = "".join(new for _, new in documents.values())
    for name, text in sorted(charts.items()):
        path = os.path.join(folder, name)
        if not os.path.exists(path) or read(path) != text:
            found.append((path, text))
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        # Pictures that others put there are theirs.
        if name.endswith(".svg") and f"/{name})" not in shown and f"({name})" not in shown and MADE_BY in read(path):
            found.append((path, None))
    return found


def apply(pairs):
    for path, text in pairs:
        if text is None:
            os.remove(path)
            continue
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
