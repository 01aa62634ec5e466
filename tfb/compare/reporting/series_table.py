"""The table of a cost against a parameter: a row for each server, a column for each value."""

from . import formatting
from .formatting import DASH, spread, table_lines, title_cell
from .summary import spread_of

# Quartiles that are farther apart than this part of the median are shown; those of every cell would hide the medians.
WIDE = 0.05
LOAD_LIMITED = "\u2020"


def series_table(block, results, scenario):
    """A row for each server, a column for each value of the parameter, and how much the last costs of the first."""
    cells = {(row.server, row.parameter): row for row in block.rows}
    names = [formatting.parameter_with_unit(*parameter) for parameter in block.parameters]
    heads = ["server"] + names
    first, last = block.parameters[0], block.parameters[-1]
    if len(block.parameters) > 1:
        heads.append(f"{names[-1]} to {names[0]}, times")
    rows = []
    for server in series_order(block):
        line = [title_cell(server, results)]
        for parameter in block.parameters:
            row = cells.get((server, parameter))
            line.append(cost(row, results, scenario.paired) if row and row.median("cpu") is not None else DASH)
        if len(block.parameters) > 1:
            line.append(growth(cells.get((server, first)), cells.get((server, last)), scenario.paired))
        rows.append(line)
    return table_lines(heads, rows)


def series_order(block):
    """By the cost with the first parameter that the server has."""
    key = "ratio" if block.has_floor else "cpu"
    costs = {}
    for row in block.rows:
        if row.median(key) is not None:
            costs.setdefault(row.server, {})[row.parameter] = row.median(key)
    return sorted(costs, key=lambda server: (costs[server][min(costs[server], key=block.parameters.index)], server))


def cost(row, results, paired):
    """Micros, the multiple of the floor's, and whether the load generator was the limit."""
    spread_ = row.spreads["cpu"]
    text = spread(spread_ if paired or wide(spread_) else spread_of([spread_.median]), scale=1e-3)
    return text + ("" if paired else times_floor(row, results)) + (f" {LOAD_LIMITED}" if row.load_limited else "")


def wide(spread_):
    return spread_.upper - spread_.lower > WIDE * spread_.median


def times_floor(row, results):
    if "ratio" not in row.spreads or results.of(row.server, "server_kind") == "floor":
        return ""
    median, quartiles_open, quartiles = spread(row.spreads["ratio"], formatting.ratio_decimals).partition(" (")
    return f", {median}×" + (quartiles_open + quartiles if wide(row.spreads["ratio"]) else "")


def growth(first, last, paired):
    if paired and first and last:
        return spread(spread_of([last.rounds[number] / first.rounds[number] for number in first.rounds
                                 if number in last.rounds]), formatting.ratio_decimals)
    low, high = (row.median("cpu") if row else None for row in (first, last))
    return formatting.ratio(high / low) if low and high is not None else DASH


def sentences(block, paired):
    """What the cells say."""
    floor = "; with ×: as a multiple of the floor's" if block.has_floor and not paired else ""
    where = "" if paired else f" where they are more than {WIDE:.0%} of the median apart".replace("%", " %")
    yield f"CPU per request in µs, medians, quartiles in parentheses{where}{floor}."
    if any(row.load_limited for row in block.rows):
        yield f"{LOAD_LIMITED}: the load generator was at its limit: cost, not throughput."
