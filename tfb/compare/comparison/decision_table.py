"""The table of what each design decision gives, from the lines that `decisions` and `floor-ratio` keep."""

import measure

from comparison import results

SCENARIOS = ("keep-alive-64", "pipelined")
HEADS = ("without it", "/json, 64 connections", "16 pipelined")


def of_kind(lines, kind):
    return [line for line in lines if line["kind"] == kind]


def measured(lines, name):
    """The ratios of one decision, by scenario."""
    return {line["scenario"]: line for line in of_kind(lines, "ratio") if line["server"] == name}


def require_one_place(lines):
    """All of a table is of one commit, one boot and one kernel."""
    environments = of_kind(lines, "environment")
    for key in ("commit", "boot", "kernel"):
        values = sorted({line[key] for line in environments})
        if len(values) > 1:
            raise measure.Failure(f"will not mix: {key} is {' and '.join(values)}")


def jdks(lines):
    """The JDKs of all servers, that of the entry as it is first."""
    servers = [server for line in of_kind(lines, "environment") for server in line["servers"]]
    ordered = sorted((server for server in servers if server["java"]), key=lambda server: server["name"] != "ours")
    return list(dict.fromkeys(results.jdk_text(server["java"]) for server in ordered))


def head_text(lines, written_by):
    environments = of_kind(lines, "environment")
    head = environments[0]
    dates = sorted({line["time"][:10] for line in environments})
    commands = list(dict.fromkeys(f"`{line['command']}`" for line in of_kind(lines, "run")))
    measured_by = f" Measured by {' and '.join(commands)}, written by" if commands else " Written by"
    return (f"Commit {head['commit']}, JDK {' and '.join(jdks(lines))}, kernel {head['kernel']}, {head['cpus']} x "
            f"{head['cpu']}, {' and '.join(dates)}; CPU per request without the decision as a multiple of that with it, "
            f"median (quartiles).{measured_by} `{written_by}`.")


def cell(ratio):
    if ratio is None:
        return ""
    low, high = ratio["quartiles"]
    return f"{ratio['median']:.3f} ({low:.3f} to {high:.3f})"


def table(titles, lines, written_by):
    """The block of the document; decisions without a title, which are no longer in the tree, come last."""
    if not of_kind(lines, "environment"):
        raise measure.Failure("no line says where it was measured")
    require_one_place(lines)
    rows = [head_text(lines, written_by), "", f"| {' | '.join(HEADS)} |", "|---" * len(HEADS) + "|"]
    names = list(dict.fromkeys([*titles, *(line["server"] for line in of_kind(lines, "ratio"))]))
    for name in names:
        ratios = measured(lines, name)
        if ratios:
            cells = [cell(ratios.get(scenario)) for scenario in SCENARIOS]
            rows.append(f"| {titles.get(name, name)} | {' | '.join(cells)} |")
    return "\n".join(rows)
