"""Where the figures come from: machine, commit, JDK, versions and commands."""

import datetime
import json
import os
import re

from .formatting import DASH, cell, code, number, plural

REPOSITORY = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))
SERVERS = os.path.join(REPOSITORY, "tfb", "compare", "servers")
WITH_THE_REST = "Measured with the rest: see where those figures come from."
ALONE = "Measured by itself, maybe on another commit than the rest."

# An absolute path says something about the machine it was on and nothing about what was run. What is in the repository
# keeps its path there, of others the name is left, and of a class path with a star the folder too.
PART = r"[^\s:/'\"=,;]+"
FOLDERS = re.compile(
    rf"(?<![\w./}}])/(?!/)(?:{PART}/)*?"  # from the root
    rf"(?=(?:tfb|examples|framework)/|{PART}/\*|(?<!\s/)(?<!^/){PART}(?![^\s:'\"=,;]))"  # to what is kept
)


def without_folders(command):
    return FOLDERS.sub("", str(command))


def provenance_markdown(results, blocks, report_command, alone=False, folder=REPOSITORY):
    """Of a document in a folder. alone: it is about a part of the document; the servers, who stand in another part too,
    are shown when they are asked for."""
    run = results.run
    warnings = [ALONE] if alone else []
    if run["quick"]:
        warnings.append("**A quick run: a first look, no result.**")
    if run["changed"]:
        warnings.append("**The working tree had changes that are not in the commit.**")
    facts = [
        ("Commit", code(run["commit"]) + (" with changes" if run["changed"] else "")),
        ("Measured", ", ".join(sorted({cell(each["id"]) for each in results.runs}))),
        ("CPU", f"{plural(run['cpus'], 'core')} of {cell(run['cpu'])}" if run.get("cpus") else cell(run["cpu"])),
        ("Pinned", pinned(run)),
        ("Kernel", cell(run["kernel"])),
        ("Boot", cell(boot_text(run["boot"]))),
        ("JDK", cell(run["jdk"])),
        ("JVM flags", f"{code(run['java_options'])} for all servers on it" if run["java_options"] else ""),
        ("Slices", slices_text(blocks)),
        ("Measured by", "<br>".join(unique(code(without_folders(each["command"])) for each in results.runs
                                           if each.get("command")))),
        ("Written by", code(report_command)),
    ]
    table = "\n".join(["| | |", "|---|---|"] + [f"| {name} | {text} |" for name, text in facts if text])
    servers = "\n".join(server_table(results, folder))
    if alone:
        servers = f"<details>\n<summary>The servers</summary>\n\n{servers}\n\n</details>"
    return "\n\n".join(warnings + [table, servers] + skipped_list(results))


def unique(texts):
    return list(dict.fromkeys(texts))


def pinned(run):
    if run.get("server_cpu") is None or run.get("load_cpu") is None:
        return ""
    return f"server on CPU {cell(run['server_cpu'])}, load generator on CPU {cell(run['load_cpu'])}"


def boot_text(boot):
    """Some kernels' tools give seconds since 1970."""
    if isinstance(boot, (int, float)) or str(boot).isdigit():
        return datetime.datetime.fromtimestamp(int(boot), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return boot


def slices_text(blocks):
    measured = sum(block.measured for block in blocks.values())
    disturbed = sum(block.disturbed for block in blocks.values())
    return f"{number(measured, 0)} measured, {number(disturbed, 0)} of them disturbed by other processes and left out"


def home(server, folder):
    """Where a server is at home, as its folder says; None where it has no folder any more. Ours is in this repository."""
    try:
        with open(os.path.join(SERVERS, server, "server.json"), encoding="utf-8") as file:
            address = json.load(file).get("home")
    except OSError:
        return None
    if address is None or "://" in address:
        return address
    return os.path.relpath(os.path.join(REPOSITORY, address), folder).replace(os.sep, "/")


def link(title, address):
    return f"[{title}]({address})" if address else title


def server_table(results, folder):
    yield "| server | version | language | started with | notes |"
    yield "|---|---|---|---|---|"
    for name, line in sorted(results.servers.items(), key=lambda item: (rank(item[1]), item[0])):
        if name in results.skipped:
            continue
        title = link(cell(line.get("title") or name), home(name, folder))
        known = [cell(line.get(key) or DASH) for key in ("version", "language")]
        started = code(without_folders(line.get("command") or ""))
        columns = [title, *known, started, cell(line.get("notes") or "")]
        yield "| " + " | ".join(columns) + " |"


def rank(line):
    kinds = ("floor", "ours", "jvm", "native", "go", "javascript", "python")
    return kinds.index(line["server_kind"]) if line.get("server_kind") in kinds else len(kinds)


def skipped_list(results):
    lines = [f"- Skipped: {cell(results.title(name))}: {cell(why)}" for name, why in sorted(results.skipped.items())]
    return ["\n".join(lines)] if lines else []
