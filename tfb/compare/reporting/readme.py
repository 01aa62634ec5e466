"""What the README shows of the figures in PERFORMANCE.md, taken from the text of its blocks, whatever those are of."""

import re

from . import document
from .formatting import DASH, table_lines
from .scenarios import SCENARIOS, TYPED, provenance_of

NAME = "readme"
COLUMNS = {"json-64": "`/json`, 64 connections", "plaintext-16": "16 pipelined",
           "close-1": "a connection for each request"}
# By their titles; those that were not measured are left out.
SERVERS = ("Vivace (epoll)", "hyper", "nginx (return 200)", "Netty 4.2 (HttpServerCodec)", "Vert.x 5",
           "Bun (Bun.serve)", "Helidon SE 4", "Fastify", "Go (net/http)")
RATIO, UNCHECKED = "times the floor", "times without validation"
COMMIT_DIGITS = 12


def markdown(performance):
    """The block of the README, from the text of the whole PERFORMANCE.md."""
    blocks = document.blocks(performance)
    found = {name: medians(blocks.get(name, ""), RATIO) for name in COLUMNS}
    columns = [name for name, values in found.items() if values]
    parts = [table(columns, found)] if columns else []
    typed = typed_sentence(blocks.get(TYPED, ""))
    if not parts and not typed:
        return "Not in these results."
    shown = columns + ([TYPED] if typed else [])
    return "\n\n".join([*parts, *filter(None, [typed]), *warnings(blocks, shown), origin(blocks, shown)])


def rows(text):
    """The rows of the table of servers in a block, as dictionaries from the head of a column to a cell."""
    heads = None
    for line in text.split("\n"):
        cells = [each.strip() for each in re.split(r"(?<!\\)\|", line)][1:-1]
        if cells[:1] == ["server"]:
            heads = cells
        elif heads and not cells:
            return
        elif heads and not cells[0].startswith("---"):
            yield dict(zip(heads, cells))


def medians(text, column):
    """From the title of a server, bold where it is ours, to a figure without its quartiles."""
    found = {row["server"]: row.get(column, DASH).partition(" (")[0] for row in rows(text)}
    return {title: figure for title, figure in found.items() if figure != DASH}


def number(figure):
    return float(figure.replace(",", ""))


def table(columns, found):
    titles = {title for name in columns for title in found[name] if title.strip("*") in SERVERS}

    def rank(title):
        first = next(name for name in columns if title in found[name])
        return columns.index(first), number(found[first][title]), title

    lines = []
    for title in sorted(titles, key=rank):
        figures = [found[name].get(title, DASH) for name in columns]
        bold = "**" if title.startswith("**") else ""
        lines.append([title] + [f"{bold}{figure}{bold}" for figure in figures])
    return "\n".join(table_lines([""] + [COLUMNS[name] for name in columns], lines))


def typed_sentence(text):
    ratios, unchecked = medians(text, RATIO), medians(text, UNCHECKED)
    if not ratios:
        return None
    texts = {title: f"{title.strip('*')} {ratio} ({unchecked[title]})" for title, ratio in ratios.items()
             if title in unchecked}
    servers = [f"**{text}**" if title.startswith("**") else text for title, text in texts.items()]
    return ("An order posted, decoded, validated and answered, and in parentheses as a multiple of what the same "
            f"server takes without validating: {', '.join(servers)}.")


def provenance(blocks, name):
    """Of a scenario; that of the whole document where it was measured with the rest."""
    for block in (provenance_of(SCENARIOS[name].part), provenance_of("")):
        text = blocks.get(block, "")
        if "| Commit |" in text:
            return text
    return ""


def fact(text, name):
    found = re.search(rf"^\| {name} \| (.*) \|$", text, re.MULTILINE)
    return found[1] if found else None


def warnings(blocks, names):
    """A quick run, or a changed tree."""
    return list(dict.fromkeys(line for name in names for line in provenance(blocks, name).split("\n")
                              if line.startswith("**")))


def origin(blocks, names):
    """The commits, where they differ with the scenarios that they are of; JDK and kernel."""
    texts = {name: provenance(blocks, name) for name in names}
    commits = {}
    for name, text in texts.items():
        commits.setdefault(re.sub(rf"(\w{{{COMMIT_DIGITS}}})\w+", r"\1", fact(text, "Commit") or ""), []).append(name)
    measured = [commit + (f" ({', '.join(own)})" if len(commits) > 1 else "") for commit, own in commits.items()]
    jdks, kernels = (" and ".join(dict.fromkeys(filter(None, (fact(text, key) for text in texts.values()))))
                     for key in ("JDK", "Kernel"))
    return (f"<sub>Measured by `tfb/compare/run` on commit {', '.join(measured)}; JDK {jdks}; kernel {kernels}. Written "
            "by `tfb/compare/report` from the tables of [PERFORMANCE.md](PERFORMANCE.md), which have the quartiles and "
            "the commands.</sub>")
