"""Which charts a scenario has, made from its rows. A chart that would mislead is not drawn."""

from . import formatting
from .bar_chart import Bar, BarChart
from .latency_chart import LatencyChart, Track
from .line_chart import Line, LineChart
from .scenarios import PACED, SCENARIOS


def charts_of(block, results):
    """The charts of a scenario in their order, as chart objects with a `name` and `draw()`."""
    makers = {"cpu": cpu_chart, "throughput": throughput_chart, "memory": memory_chart, "latency": latency_chart,
              "start": start_chart, "lines": lines_chart, "validation": validation_chart}
    charts = [makers[key](block, results) for key in SCENARIOS[block.scenario].charts]
    return [chart for chart in charts if chart is not None]


def alternative(chart):
    """The text for those who do not see the picture: the tables below it have the figures."""
    return f"{chart.title}. {chart.subtitle}".replace("[", "(").replace("]", ")")


def notes_of(block, results):
    notes = []
    names = sorted({results.title(line["server"]) for line in block.failures if not line.get("parameter")})
    if names:
        notes.append(f"Failed: {', '.join(names)}.")
    behind = sorted({results.title(row.server) for row in block.rows if row.fell_behind})
    if behind:
        notes.append(f"Fell behind the rate: {', '.join(behind)}.")
    if block.unfinished:
        notes.append("Unfinished: rounds are missing.")
    if results.run["quick"]:
        notes.append("A quick run: a first look, no result.")
    return notes


def bar(row, results, key, label, open_ended=False):
    spread = row.spreads[key]
    scale = {"cpu": 1e-3}.get(key, 1.0)
    quartiles = {"lower": spread.lower * scale, "upper": spread.upper * scale} if spread.count > 1 else {}
    return Bar(results.title(row.server), results.of(row.server, "language"), results.of(row.server, "server_kind"),
               spread.median * scale, label, open_ended=open_ended, **quartiles)


def title_of(block):
    return SCENARIOS[block.scenario].title


def cpu_chart(block, results):
    key = "ratio" if block.has_floor else "cpu"
    rows = [row for row in block.rows if key in row.spreads]
    if not rows:
        return None
    if block.has_floor:
        bars = [bar(row, results, key, f"{formatting.ratio(row.median(key))}×") for row in rows]
        subtitle = ("CPU per request, as a multiple of the floor's (dashed line): a C program that answers without "
                    "parsing. Less is better. Whiskers: quartiles.")
        return BarChart(f"{block.scenario}-cpu", title_of(block), subtitle, bars, lambda mark: f"{mark:g}×", 1.0,
                        tuple(notes_of(block, results)))
    bars = [bar(row, results, key, f"{formatting.number(row.median(key) / 1e3)} µs") for row in rows]
    return BarChart(f"{block.scenario}-cpu", title_of(block), "CPU per request. Less is better. Whiskers: quartiles.",
                    bars, lambda mark: f"{mark:g} µs", notes=tuple(notes_of(block, results)))


def validation_chart(block, results):
    """What the same server costs without it is the dashed line."""
    rows = sorted((row for row in block.rows if "unchecked_ratio" in row.spreads),
                  key=lambda row: (row.median("unchecked_ratio"), row.server))
    if not rows:
        return None
    bars = [bar(row, results, "unchecked_ratio", f"{formatting.ratio(row.median('unchecked_ratio'))}×") for row in rows]
    return BarChart(f"{block.scenario}-validation", "What validation costs",
                    "CPU per request, as a multiple of the same server's without validation (dashed line), slice by slice. "
                    "Less is better. Whiskers: quartiles.",
                    bars, lambda mark: f"{mark:g}×", 1.0, tuple(notes_of(block, results)))


def throughput_chart(block, results):
    """Not where most servers waited for the load generator: the bars would show that one."""
    rows = [row for row in block.rows if "throughput" in row.spreads]
    limited = {row.server for row in rows if row.load_limited or row.idle_limited}
    if not rows or len(limited) * 2 > len(rows):
        return None
    rows.sort(key=lambda row: (-row.median("throughput"), row.server))
    bars = [bar(row, results, "throughput", ("≥ " if row.server in limited else "")
                + formatting.thousands(row.median("throughput")), row.server in limited) for row in rows]
    notes = notes_of(block, results)
    if limited:
        notes.insert(0, "Dashed: the server was not the limit and would have done more.")
    return BarChart(f"{block.scenario}-throughput", title_of(block),
                    "Requests per second. More is better. Whiskers: quartiles.", bars, axis_thousands,
                    notes=tuple(notes), may_cut=False)


def axis_thousands(mark):
    return f"{mark / 1e6:g} M" if mark >= 1e6 else f"{mark / 1e3:g} k" if mark >= 1e3 else f"{mark:g}"


def memory_chart(block, results):
    rows = [row for row in block.rows if row.greatest["peak_rss_bytes"] is not None]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.greatest["peak_rss_bytes"], row.server))
    bars = [Bar(results.title(row.server), results.of(row.server, "language"), results.of(row.server, "server_kind"),
                row.greatest["peak_rss_bytes"] / 2**20, f"{formatting.mebibytes(row.greatest['peak_rss_bytes'])} MB")
            for row in rows]
    return BarChart(f"{block.scenario}-memory", title_of(block), "Peak resident memory. Less is better.", bars,
                    lambda mark: f"{mark:g} MB", notes=tuple(notes_of(block, results)), may_cut=False)


def latency_chart(block, results):
    tracks = []
    for row in sorted(block.rows, key=lambda row: (row.median("p999") or row.median("p99") or 0, row.server)):
        micros = {key: row.median(key) for key in ("p50", "p99", "p999")}
        micros["max"] = row.greatest["max"]
        known = {key: max(value, 1) for key, value in micros.items() if value is not None}
        if known:
            tracks.append(Track(results.title(row.server), results.of(row.server, "language"),
                                results.of(row.server, "server_kind"), known))
    if not tracks:
        return None
    tail = "p99.9" if any("p999" in track.micros for track in tracks) else "p99"
    if all(row.latency_corrected for row in block.rows):
        clock = "from when a request was due"
    else:
        clock = ("not corrected for coordinated omission" if SCENARIOS[block.scenario].style == PACED
                 else "in a closed loop, which hides stalls")
    subtitle = f"Latency {clock}, by {tail} (at the right). Less is better. Each step of ten is as wide as the next."
    return LatencyChart(f"{block.scenario}-latency", title_of(block), subtitle, tracks,
                        (*rates_of(block, results), *notes_of(block, results)))


def rates_of(block, results):
    """Who was asked for another rate than most were, in runs put together: their latencies do not compare."""
    names = {}
    for row in block.rows:
        # The floor was asked for all of them.
        if len(row.rates) == 1:
            names.setdefault(*row.rates, []).append(results.title(row.server))
    if len(names) < 2:
        return
    usual = max(names, key=lambda rate: (len(names[rate]), -rate))
    for rate in sorted(names.keys() - {usual}):
        yield (f"Asked for {formatting.number(rate, 0)} requests/s, the others for {formatting.number(usual, 0)}: "
               f"{', '.join(sorted(names[rate]))}.")


def start_chart(block, results):
    rows = [row for row in block.rows if "first_answer" in row.spreads]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.median("first_answer"), row.server))
    bars = [bar(row, results, "first_answer", f"{formatting.number(row.median('first_answer'))} ms") for row in rows]
    return BarChart(f"{block.scenario}-first-answer", title_of(block),
                    "From starting the process to its first correct answer. Less is better. Whiskers: quartiles.",
                    bars, lambda mark: f"{mark:g} ms", notes=tuple(notes_of(block, results)), may_cut=False)


def lines_chart(block, results):
    """Beside a floor as its multiple: it does not move with the machine, and lines do not meet where all is copying."""
    key, scale, unit = ("ratio", 1, "×") if block.has_floor else ("cpu", 1e-3, " µs")
    name = block.parameters[0][0] if block.parameters else ""
    series = {}
    for row in block.rows:
        value = row.parameter[1] if row.parameter else None
        if row.median(key) and isinstance(value, (int, float)) and value > 0:
            series.setdefault(row.server, []).append((value, row.median(key) * scale))
    lines = []
    for server, points in series.items():
        points.sort()
        said = ", ".join(f"{formatting.parameter(name, x)} {formatting.number(y)}{unit}" for x, y in points)
        lines.append(Line(server, results.title(server), results.of(server, "server_kind"), points, said))
    if not lines:
        return None
    what = "as a multiple of the floor's" if block.has_floor else "in µs"
    subtitle = (f"CPU per request, {what}, against {SCENARIOS[block.scenario].axis}; both axes logarithmic. "
                "Less is better.")
    return LineChart(f"{block.scenario}-cpu", title_of(block), subtitle, sorted(lines, key=lambda line: line.label),
                     lambda x: formatting.parameter(name, x), lambda y: f"{y:g}{unit.strip()}",
                     tuple(notes_of(block, results)))
