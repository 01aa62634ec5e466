"""Taking slices: tried again when they fail, until a server is warm, and with the answer looked at right after each."""

import measure

from comparison import answers, loads, meter

# Of slices that other processes disturbed, in one round.
REPEATS_MAX = 2
QUICK_REPEATS_MAX = 1
ATTEMPTS_MAX = 2
STEADY_FALL_MAX = 0.03


def repeats_max(options):
    return QUICK_REPEATS_MAX if options.quick else REPEATS_MAX


def twice(member, action):
    """Tries again what fails: a machine that stood still for a moment is no fault of the server."""
    for attempt in range(1, ATTEMPTS_MAX + 1):
        try:
            return action()
        except loads.Overloaded:
            raise
        except measure.Failure:
            if attempt == ATTEMPTS_MAX:
                raise
            member.server.require_alive()


def take(member, load, phase, number):
    """One slice: what `meter.metered` gives, with its phase and the number of its round."""
    line = twice(member, lambda: meter.metered(member.server, load))
    return {"phase": phase, "round": number, **line}


def take_and_check(member, unit, load, number):
    """A slice that counts, and one request right after it, outside of what is metered, with all of its answer checked.

    The load generators look at status and length; a head that changes under load is seen here.
    """
    line = take(member, load, "measured", number)
    twice(member, lambda: answers.check_once(member, unit))
    return line


def warm_up(context, unit, member, load):
    """Slices, kept as such, until the cost no longer falls; the last one says whether that was reached."""
    least, most = member.warm_up_slices()
    costs = []
    while len(costs) < most:
        line = take(member, load, "warm-up", 0)
        costs.append(line["cpu_nanos_per_request"])
        # What has no compiler has nothing to wait for.
        steady = least == most or len(costs) >= least and is_steady(costs, least // 2)
        if steady or len(costs) == most:
            line["steady"] = steady
        context.add_slice(unit, member, line)
        if steady:
            break
    member.is_new = False


def is_steady(costs, window):
    """Whether the cost no longer falls: compilers have done what matters.

    The cheapest of the last `window` slices is held against the cheapest of as many before: one slice may be dear because
    the machine was slow for a moment, several in a row seldom are.
    """
    if window < 1 or len(costs) < 2 * window:
        return False
    return min(costs[-window:]) >= min(costs[-2 * window:-window]) * (1 - STEADY_FALL_MAX)
