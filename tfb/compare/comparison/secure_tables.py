"""The figures of TLS as a table in Markdown."""

import measure

from comparison import tables

HEADS = {
    "keep-alive": ("`/json`, µs", "`/json` a CPU second"),
    "handshake": ("full handshake, µs", "full handshakes a CPU second"),
    "resumed": ("resumed handshake, µs", "resumed handshakes a CPU second"),
}


def quartiles_of_micros(lines):
    """Of the slices of one server in one scenario that count: CPU time per request."""
    return measure.quartiles([line["cpu_nanos_per_request"] / 1000 for line in tables.counted(lines)])


def cells(quartiles):
    """The cost, and what it comes to in a second of CPU time; the quartiles in brackets."""
    low, middle, high = quartiles
    a_second = (f"{1e6 / middle:,.0f}", f"{1e6 / high:,.0f}", f"{1e6 / low:,.0f}")
    digits = 1 if middle < 100 else 0
    return (f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})",
            f"{a_second[0]} ({a_second[1]} to {a_second[2]})")


def table(lines, servers, scenarios):
    """The lines of a table: a row for each server, two columns for each scenario; a dash where it was not measured."""
    heads = ["server"]
    for scenario in scenarios:
        heads.extend(HEADS[scenario])
    rows = [heads, ["---"] * len(heads)]
    for server in servers:
        row = [server]
        for scenario in scenarios:
            own = [line for line in lines if (line["server"], line["scenario"]) == (server, scenario)]
            counted = tables.counted(own)
            row.extend(cells(quartiles_of_micros(own)) if counted else ("-", "-"))
        rows.append(row)
    return ["| " + " | ".join(row) + " |" for row in rows]


def notes(lines, servers, scenarios):
    """What one has to know about the slices behind a table."""
    for scenario in scenarios:
        for server in servers:
            own = tables.counted([line for line in lines if (line["server"], line["scenario"]) == (server, scenario)])
            if not own:
                continue
            texts = []
            if sum(line["load_limited"] for line in own) * 2 > len(own):
                texts.append("wrk was the limit")
            disturbed = sum(line["disturbed"] for line in own)
            if disturbed:
                texts.append(f"{disturbed} of {len(own)} slices disturbed")
            shakes, resumed = (sum(line[name] for line in own) for name in ("handshakes", "resumed"))
            if shakes:
                texts.append(f"{resumed} of {shakes} handshakes resumed")
            if texts:
                yield f"{scenario}, {server}: {'; '.join(texts)}"
