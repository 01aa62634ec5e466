"""The blocks of PERFORMANCE.md that `budget`, `decisions` and `jmh/report` write; those of the comparison are `report`'s."""

import os

from failure import Failure

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
DOCUMENT = os.path.join(ROOT, "PERFORMANCE.md")


def add_options(parser, default):
    """The options of a script that keeps what it measured and makes its block of the document from that."""
    parser.add_argument("--results", metavar="FILE",
                        help=f"where what was measured goes, lines of JSON (default: {default})")
    parser.add_argument("--from", dest="source", metavar="FILE",
                        help="measure nothing: make the table from what such a file has")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--write", action="store_true", help="put the table into PERFORMANCE.md")
    action.add_argument("--check", action="store_true",
                        help="with --from: exit with 1 when PERFORMANCE.md has another table")


def check_options(parser, options):
    if options.check and not options.source:
        parser.error("--check wants --from FILE")
    if options.source and options.results:
        parser.error("--from measures nothing, so there are no --results")


def written_by(script, source):
    """The command that makes the same block again; a file outside of the repository by its name only."""
    name = os.path.relpath(os.path.realpath(source), os.path.realpath(ROOT))
    return f"tfb/compare/{script} --from {os.path.basename(name) if name.startswith('..') else name} --write"


def settle(name, text, options, path=DOCUMENT):
    """Prints the text of a block, writes it or checks it, as the options say; the exit code."""
    if options.check:
        if read_block(name, path) == text:
            return 0
        print(f"{os.path.basename(path)}: {name} is not what {os.path.relpath(options.source)} gives")
        return 1
    print(text)
    if options.write:
        write_block(name, text, path)
    return 0


def split(name, path):
    """What is before a block, the block, and what is after it; both markers stay with the rest."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    with open(path, encoding="utf-8") as file:
        document = file.read()
    head, found_begin, rest = document.partition(begin)
    text, found_end, tail = rest.partition(end)
    if not found_begin or not found_end:
        raise Failure(f"{os.path.basename(path)} has no {begin} ... {end}")
    return head + begin, text, end + tail


def read_block(name, path=DOCUMENT):
    return split(name, path)[1].strip("\n")


def write_block(name, text, path=DOCUMENT):
    """Puts a text between `<!-- NAME -->` and `<!-- /NAME -->`, and leaves all else as it is."""
    head, _, tail = split(name, path)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}\n{text}\n{tail}")
