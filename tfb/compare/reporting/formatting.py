"""Numbers and text as the tables and charts show them."""

DASH = "\u2013"


def decimals_of(value):
    """So many that the value has three digits that say something."""
    size = abs(value)
    return 3 if size < 1 else 2 if size < 10 else 1 if size < 100 else 0


def number(value, decimals=None):
    """Digits in groups of three: 1,234 and 25.9 and 0.710."""
    return f"{value:,.{decimals_of(value) if decimals is None else decimals}f}"


def ratio_decimals(value):
    return 3 if value < 2 else 2 if value < 10 else 1 if value < 100 else 0


def ratio(value):
    return number(value, ratio_decimals(value))


def spread(spread_, decimals_for=decimals_of, scale=1.0):
    """The median with the quartiles, all with as many decimals as the median."""
    if spread_ is None:
        return DASH
    decimals = decimals_for(spread_.median * scale)
    median, lower, upper = (number(value * scale, decimals) for value in spread_[:3])
    return f"{median} ({lower} to {upper})" if spread_.count > 1 else median


def thousands(value):
    """For charts, where there is little room: 151 k, 1.23 M."""
    for limit, divisor, unit in ((1e6, 1e6, " M"), (1e4, 1e3, " k")):
        if value >= limit:
            return number(value / divisor) + unit
    return number(value, 0)


def duration(micros):
    """A time with the unit that fits it."""
    for limit, divisor, unit in ((1e6, 1e6, "s"), (1e3, 1e3, "ms")):
        if micros >= limit:
            return f"{number(micros / divisor)} {unit}"
    return f"{number(micros)} µs"


def mebibytes(value):
    return number(value / 2**20)


def size(value):
    """A size in bytes in the shortest exact form: 27 B, 1 KB, 1 MB."""
    for divisor, unit in ((2**20, "MB"), (2**10, "KB")):
        if value >= divisor and value % divisor == 0:
            return f"{value // divisor:,} {unit}"
    return f"{value:,} B"


def parameter(name, value):
    if not isinstance(value, (int, float)):
        return str(value)
    return size(value) if name == "bytes" and isinstance(value, int) else f"{value:,}"


def parameter_with_unit(name, value):
    """For the head of a column: 1 route, 1,000 routes, 4 KB."""
    shown = parameter(name, value)
    if name == "bytes" or not isinstance(value, (int, float)):
        return shown
    return f"{shown} {name[:-1] if value == 1 and name.endswith('s') else name}"


def plural(count, singular, several=None):
    return f"{count:,} {singular if count == 1 else several or singular + 's'}"


def cell(text):
    """Text as it is, in a cell of a Markdown table: nothing in it is taken for markup."""
    out = " ".join(str(text).split())
    out = out.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for character in "\\`*_[]|":
        out = out.replace(character, "\\" + character)
    return out


def code(text):
    """Text in code spans, in a cell of a table; a pipe is the one thing that must be escaped there."""
    out = " ".join(str(text).split()).replace("|", "\\|").replace("<!--", "<! --").replace("-->", "-- >")
    fence = "`"
    while fence in out:
        fence += "`"
    pad = " " if out.startswith("`") or out.endswith("`") else ""
    return f"{fence}{pad}{out}{pad}{fence}" if out else DASH


def title_cell(server, results):
    text = cell(results.title(server))
    return f"**{text}**" if results.of(server, "server_kind") == "ours" else text


def table_lines(heads, rows):
    yield "| " + " | ".join(heads) + " |"
    yield "|---|" + "---:|" * (len(heads) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
