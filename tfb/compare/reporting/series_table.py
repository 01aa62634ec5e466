"""The table of a cost against a parameter: a row for each server, a column for each value."""

from . import formatting
from .formatting import DASH, cell, spread, table_lines, title_cell
from .summary import spread_of


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
            median = row.median("cpu") if row else None
            if median is None:
                line.append(DASH)
            elif scenario.paired:
                line.append(spread(row.spreads["cpu"], scale=1e-3))
            else:
                line.append(formatting.number(median / 1e3) + times_floor(row, results))
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


def times_floor(row, results):
    if "ratio" not in row.spreads or results.of(row.server, "server_kind") == "floor":
        return ""
    return f", {formatting.ratio(row.median('ratio'))}×"


def growth(first, last, paired):
    if paired and first and last:
        return spread(spread_of([last.rounds[number] / first.rounds[number] for number in first.rounds
                                 if number in last.rounds]), formatting.ratio_decimals)
    low, high = (row.median("cpu") if row else None for row in (first, last))
    return formatting.ratio(high / low) if low and high is not None else DASH


def width_sentence(block):
    """Quartiles of every cell would hide the medians: the widest is named."""
    widths = {(row.server, row.parameter): (row.spreads["cpu"].upper - row.spreads["cpu"].lower) / row.median("cpu")
              for row in block.rows if row.median("cpu")}
    if not widths:
        return ""
    server, parameter = max(widths, key=widths.get)
    widest = f"{cell(server)} at {formatting.parameter(*parameter)}" if parameter else cell(server)
    return f"The quartiles are at most {widths[server, parameter] * 100:.0f} % of the median apart ({widest})."
