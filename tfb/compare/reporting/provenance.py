"""Where the figures come from: machine, commit, JDK, versions and commands."""

import datetime
import re

from .formatting import DASH, cell, code, number, plural

# An absolute path says something about the machine it was on and nothing about what was run. What is in the repository
# keeps its path there, of others the name is left, and of a class path with a star the folder too.
PART = r"[^\s:/'\"=,;]+"
FOLDERS = re.compile(
    rf"(?<![\w./}}])/(?!/)(?:{PART}/)*?"  # from the root
    rf"(?=(?:tfb|examples|framework)/|{PART}/\*|(?<!\s/)(?<!^/){PART}(?![^\s:'\"=,;]))"  # to what is kept
)


def without_folders(command):
    return FOLDERS.sub("", str(command))


def provenance_markdown(results, blocks, report_command, folded=False):
    """folded: the servers, who stand in another part of the document too, are shown when they are asked for."""
    run = results.run
    warnings = []
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
        ("Slices", slices_text(blocks)),
        ("Measured by", "<br>".join(unique(code(without_folders(each["command"])) for each in results.runs
                                           if each.get("command")))),
        ("Written by", code(report_command)),
    ]
    table = "\n".join(["| | |", "|---|---|"] + [f"| {name} | {text} |" for name, text in facts if text])
    servers = "\n".join(server_table(results))
    if folded:
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


def server_table(results):
    yield "| server | version | language | started with | notes |"
    yield "|---|---|---|---|---|"
    for name, line in sorted(results.servers.items(), key=lambda item: (rank(item[1]), item[0])):
        if name in results.skipped:
            continue
        known = [line.get("title") or name, line.get("version") or DASH, line.get("language") or DASH]
        started = code(without_folders(line.get("command") or ""))
        columns = [cell(text) for text in known] + [started, cell(line.get("notes") or "")]
        yield "| " + " | ".join(columns) + " |"


def rank(line):
    kinds = ("floor", "ours", "jvm", "native", "go", "javascript", "python")
    return kinds.index(line["server_kind"]) if line.get("server_kind") in kinds else len(kinds)


def skipped_list(results):
    lines = [f"- Skipped: {cell(results.title(name))}: {cell(why)}" for name, why in sorted(results.skipped.items())]
    return ["\n".join(lines)] if lines else []
