"""The Markdown of one scenario: charts, table, and the sentences that the table needs."""

from . import formatting, series_table
from .formatting import DASH, cell, plural, spread, table_lines, title_cell
from .results import parameter_of
from .scenarios import PACED, SCENARIOS, SERIES, START
from .summary import LATENCIES, number_first

NOT_THROUGHPUT = "cost, not throughput"

HEADS = {
    "cpu": "CPU per request, µs",
    "core_rate": "requests per CPU second",
    "ratio": "times the floor",
    "unchecked_ratio": "times without validation",
    "throughput": "requests/s",
    "rate": "requests/s",
    "mean": "mean, µs",
    "p50": "p50, µs",
    "p99": "p99, µs",
    "p999": "p99.9, µs",
    "max": "worst, µs",
    "tail_ratio": "p99.9, times the floor",
    "idle_bytes": "bytes per idle connection",
    "memory": "peak memory, MB",
    "peak_cpu": "peak CPU, %",
    "failures": "failed",
    "first_answer": "first answer, ms",
    "steady": "p99 steady after, ms",
}


# Columns that show the figures of another.
SPREADS = {"rate": "throughput", "core_rate": "cpu"}


def scenario_markdown(block, results, pictures):
    """Lines between the markers of a scenario; `pictures` are pairs of alternative text and address."""
    scenario = SCENARIOS[block.scenario]
    # One paragraph: beside each other where there is room, one below the other on a phone.
    parts = ["\n".join(f"![{alternative}]({address})" for alternative, address in pictures)]
    if block.rows:
        table = series_table.series_table if scenario.style == SERIES else plain_table
        parts.append("\n".join(table(block, results, scenario)))
        parts.append(" ".join([*sentences(block, scenario), *unsteady_sentence(block, results)]))
        if scenario.style == PACED and results.capacities:
            parts.append(" ".join(capacity_sentences(results.capacities)))
    parts.append("\n".join(dict.fromkeys(absent(block, results, scenario))))
    return "\n\n".join(part for part in parts if part)


def unsteady_sentence(block, results):
    servers = {}
    for server, parameter in block.unsteady:
        servers.setdefault(server, []).append(parameter)
    if servers:
        names = [cell(results.title(server)) + places(sorted(parameters, key=number_first))
                 for server, parameters in sorted(servers.items())]
        yield f"Still becoming cheaper when the warm-up was over, so dearer here than in the long run: {', '.join(names)}."


def capacity_sentences(lines):
    rates = " and ".join(formatting.number(line["requests_per_second"], 0) for line in lines)
    yield f"The floor's capacity was measured as {rates} requests/s."
    busy = [formatting.number(line["server_percent"], 0) for line in lines if line.get("load_limited")]
    if busy:
        yield (f"That is what one CPU of the load generator could ask: the floor was {' and '.join(busy)} % busy, "
               "and the shares are of the two together.")


def plain_table(block, results, scenario):
    wanted = [key for column in scenario.columns for key in ((column, "core_rate") if column == "cpu" else (column,))]
    columns = [key for key in wanted if key == "failures" or any(has(row, key) for row in block.rows)]
    rows = [[title_cell(row.server, results)] + [value(row, key) for key in columns] for row in block.rows]
    return table_lines(["server"] + [HEADS[key] for key in columns], rows)


def has(row, key):
    if key in ("max", "peak_cpu"):
        return row.greatest[key] is not None
    return row.greatest["peak_rss_bytes"] is not None if key == "memory" else spread_key(key) in row.spreads


def spread_key(key):
    return SPREADS.get(key, key)


def value(row, key):
    if key == "failures":
        return f"{row.errors:,} of {row.requests:,}" if row.errors else "0"
    if not has(row, key):
        return f"not within {row.watched_seconds:g} s" if key == "steady" and row.watched else DASH
    if key == "memory":
        return formatting.mebibytes(row.greatest["peak_rss_bytes"])
    if key in ("max", "peak_cpu"):
        return formatting.number(row.greatest[key], 0 if key == "peak_cpu" else None)
    found = row.spreads[spread_key(key)]
    if key == "cpu":
        return spread(found, scale=1e-3)
    if key == "core_rate":
        # What a request costs, the other way round: a CPU second answers so many.
        return formatting.number(1e9 / found.median, 0)
    if key in ("ratio", "unchecked_ratio", "tail_ratio"):
        return spread(found, formatting.ratio_decimals)
    if key == "rate":
        late = " (load generator late)" if row.load_limited else ""
        return spread(found) + (" (fell behind)" if row.fell_behind else "") + late
    if key == "throughput" and row.load_limited:
        return f"at least {formatting.number(found.median, 0)} ({NOT_THROUGHPUT})"
    if key == "throughput" and row.idle_limited:
        return f"at least {formatting.number(found.median, 0)} (server {row.median('busy'):.0f} % busy)"
    if key == "steady" and found.count < row.watched:
        return f"{spread(found)}, in {found.count} of {plural(row.watched, 'start')}"
    return spread(found)


def sentences(block, scenario):
    """What the reader of this one table must know; figures that are not medians are named."""
    if scenario.style == SERIES:
        yield from series_table.sentences(block, scenario.paired)
    elif all(row.counted == 1 for row in block.rows):
        yield "Figures of a single slice."
    elif scenario.style == START:
        yield "Medians, quartiles in parentheses."
        watched = max(row.watched for row in block.rows)
        if watched:
            yield f"Of each server {plural(watched, 'start')} at most {'was' if watched == 1 else 'were'} watched for steady latency."
    else:
        yield "Medians, quartiles in parentheses; peak memory and worst latency are the greatest of all slices."
    yield counted_sentence(block, "start" if scenario.style == START else "slice")
    pairs = [row.spreads["ratio"].count for row in block.rows if row.paired and "ratio" in row.spreads]
    if pairs:
        fewest, most = min(pairs), max(pairs)
        counted = plural(most, "pair") if fewest == most else f"{fewest} to {plural(most, 'pair')}"
        yield (f"Multiples of the floor are medians of {counted} of slices of a second, taken in turn right after that; "
               "quartiles in parentheses.")
    if scenario.style != SERIES and any(row.load_limited for row in block.rows):
        if scenario.style == PACED:
            yield "Where the load generator was late, latencies are its own in part."
        else:
            yield f"In rows that say so the load generator was at its limit: they show {NOT_THROUGHPUT}."
    yield from bounds(block)
    rates = sorted(set().union(*(row.rates for row in block.rows)))
    if len(rates) > 1:
        asked = " and ".join(formatting.number(rate, 0) for rate in rates)
        yield (f"Asked for were {asked} requests/s: these are runs put together, each with the capacity that the floor had "
               "then. Latencies at different rates do not compare; each row's ratios are to the floor at its own rate.")
    if any(key in row.spreads for row in block.rows for key in scenario.columns if key in LATENCIES):
        if all(row.latency_corrected for row in block.rows):
            yield "Open loop: latencies count from when a request was due."
        elif scenario.style == PACED:
            yield "Latencies are not corrected for coordinated omission."
        else:
            yield "Closed loop: a stalled server is asked less, so latencies here hide stalls."
    if block.unfinished:
        yield "**Unfinished: rounds are missing.**"


def bounds(block):
    """How memory was bounded, where that differs between servers or machines."""
    kinds = {row.memory_bound for row in block.rows} - {None}
    if len(kinds) == 1 and kinds != {"none"}:
        yield f"Memory was bounded by: {cell(kinds.pop())}."
    elif len(kinds) > 1:
        names = {kind: sorted(row.server for row in block.rows if row.memory_bound == kind) for kind in sorted(kinds)}
        texts = [f"{cell(kind)} ({', '.join(cell(name) for name in servers)})" for kind, servers in names.items()]
        yield f"Memory was bounded by: {'; '.join(texts)}."


def counted_sentence(block, what):
    fewest, most = min(row.counted for row in block.rows), max(row.counted for row in block.rows)
    counted = plural(most, what) if fewest == most else f"{fewest} to {plural(most, what)}"
    text = f"{counted} counted for each {'cell' if block.parameters else 'row'}"
    if block.disturbed:
        verb = "was" if block.disturbed == 1 else "were"
        return f"{text}; {block.disturbed} of {block.measured} {verb} disturbed by other processes and left out."
    return f"{text}; none of {block.measured} was disturbed by other processes."


def absent(block, results, scenario):
    """Who is not in the table, and why; nobody is dropped silently."""
    failures = sorted(block.failures, key=lambda line: (line["server"], number_first(parameter_of(line))))
    for line in failures:
        where = places([parameter_of(line)])
        yield f"- Failed: {cell(results.title(line['server']))}{where}: {cell(line['why'])}"
    left_out = {}
    for server, parameter, why in block.missing:
        if why:
            left_out.setdefault((server, why), []).append(parameter)
    for (server, why), parameters in left_out.items():
        yield f"- Left out: {cell(results.title(server))}{places(sorted(parameters, key=number_first))}: {cell(why)}"
    if scenario.everyone:
        without = [cell(results.title(each.server)) for each in block.missing if not each.why]
        if without:
            yield f"- Not measured in this scenario: {', '.join(without)}"
        if results.skipped:
            yield f"- Not to be had on this machine: {', '.join(cell(name) for name in sorted(results.skipped))}"


def places(parameters):
    names = [formatting.parameter(*parameter) for parameter in parameters if parameter]
    return f" at {', '.join(names)}" if names else ""


def summary_markdown(blocks, results):
    """Servers down, scenarios across: a table of what most of the document is about, and one of its other parts."""
    main = {name: block for name, block in blocks.items() if not SCENARIOS[name].part}
    others = {name: block for name, block in blocks.items() if SCENARIOS[name].part}
    tables = [summary_table(each, results) for each in (main, others)]
    if not any(tables):
        return "No scenario with a floor was measured."
    note = "CPU per request as a multiple of the floor's, medians of the ratios of neighbouring slices"
    starts = any(summary_key(block) == FIRST_ANSWER for block in blocks.values())
    start = "; start: first answer in ms, medians" if starts else ""
    return "\n\n".join([table for table in tables if table] + [f"{note}{start}."])


FIRST_ANSWER = "first_answer"


def summary_key(block):
    """What the summary shows of a scenario; None: nothing."""
    if SCENARIOS[block.scenario].style == START:
        return FIRST_ANSWER
    return "ratio" if block.has_floor and not block.parameters else None


def summary_table(blocks, results):
    keys = {name: summary_key(blocks[name]) for name in SCENARIOS if name in blocks and summary_key(blocks[name])}
    cells = {(row.server, name): row.median(key) for name, key in keys.items() for row in blocks[name].rows
             if row.median(key) is not None}

    def rank(server):
        first = next(name for name in keys if (server, name) in cells)
        return list(keys).index(first), cells[server, first], server

    def text(server, name):
        if (server, name) not in cells:
            return "failed" if any(line["server"] == server for line in blocks[name].failures) else DASH
        return (formatting.number if keys[name] == FIRST_ANSWER else formatting.ratio)(cells[server, name])

    rows = [[title_cell(server, results)] + [text(server, name) for name in keys]
            for server in sorted({server for server, _ in cells}, key=rank)]
    return "\n".join(table_lines(["server", *keys], rows)) if rows else ""
