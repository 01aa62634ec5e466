"""How long a run takes on a machine that does nothing else."""

from comparison import alone, fleet, loads

SLICE_SECONDS = 1.1
START_SECONDS = {"ours": 0.8, "jvm": 1.2, "javascript": 0.6, "python": 1.5}
OTHER_START_SECONDS = 0.2
IDLE_SECONDS = 8
PACED_OVERHEAD_SECONDS = loads.PACED_WARM_UP_SECONDS + 0.6
STARTS = 5


def seconds(context, units):
    """Of some units in a row."""
    total = 0.0
    seen = set()
    for unit in units:
        folders = [context.floor, *context.participants(unit)]
        total += estimate(context, unit, folders, seen)
    return total


def start(folder):
    return START_SECONDS.get(folder.kind, OTHER_START_SECONDS)


def warm_up(folder, is_new):
    # What is overloaded or dropped takes less; what compiles for long, up to three times as long.
    first, later = fleet.WARM_UP_SLICES.get(folder.kind, fleet.OTHER_WARM_UP_SLICES)
    least, most = first if is_new else later
    return (least * 0.8 + most * 0.2) * SLICE_SECONDS


def estimate(context, unit, folders, seen):
    """One unit; `seen` are the servers that are up from the last one."""
    rounds, kind, count = context.rounds(unit), unit.scenario.kind, len(folders)
    if kind in ("beside", "paced"):
        slice_seconds = SLICE_SECONDS
        if kind == "paced":
            slice_seconds = context.options.paced_seconds + PACED_OVERHEAD_SECONDS
        total = rounds * slice_seconds * (count - 1 + (count + 1) / 2)
        for folder in folders:
            key = (folder.name, unit.route_count, unit.floor_options if folder.is_floor else "")
            is_new = key not in seen or context.options.fresh or context.options.group_size > 0
            total += warm_up(folder, is_new) + (start(folder) if is_new else 0)
            seen.add(key)
        return total
    if kind == "typed":
        warm = sum(start(folder) + warm_up(folder, True) + warm_up(folder, False) for folder in folders)
        return warm + rounds * (context.options.typed_seconds + SLICE_SECONDS - 1) * (3 * count - 2)
    each = [start(folder) + 0.5 for folder in folders]
    warm = sum(warm_up(folder, True) for folder in folders)
    if kind == "alone":
        turn = context.options.long_seconds + 2 * rounds * SLICE_SECONDS * alone.PAIR_SECONDS
        return sum(each) + warm + count * turn
    if kind == "idle":
        return sum(each) + warm + count * (IDLE_SECONDS + 2 * rounds * SLICE_SECONDS)
    if kind == "loops":
        return 30 + 4 * rounds * SLICE_SECONDS
    return STARTS * sum(each) + count * context.options.steady_seconds
