"""The same rate for all servers, a share of what the floor can; latencies from the intended time of sending."""

import statistics

import measure

from comparison import beside, loads, slices

CAPACITY_SLICES = 3
CAPACITY_TRIES_MAX = 9
OVERLOADS_MAX = 3


def run(context, unit):
    for group in context.groups(context.participants(unit)):
        Paced(context, unit, group).run()


class Paced(beside.Beside):
    def __init__(self, context, unit, group):
        super().__init__(context, unit, group)
        self.rate = None
        self.overload_counts = {}

    def prepare(self):
        self.check_and_warm_up(self.floor)
        self.rate = round(capacity(self.context, self.unit, self.floor) * self.unit.scenario.share_percent / 100)
        self.each(self.check_and_warm_up)

    def load(self, member):
        return loads.paced(member, self.unit, self.context.options.paced_seconds, self.rate, self.context.options)

    def add_floor_fields(self, line, floor_line):
        super().add_floor_fields(line, floor_line)
        line["floor_latency_micros"] = floor_line["latency_micros"]

    def slice(self, member, number):
        """Overload in a disturbed slice may be the disturbance; three times in a row it is the server."""
        line = super().slice(member, number)
        count = self.overload_counts.get(member.name, 0) + 1 if line["overloaded"] else 0
        self.overload_counts[member.name] = count
        if count >= OVERLOADS_MAX or count > 0 and not line["disturbed"]:
            raise loads.Overloaded(f"overloaded at {self.rate} requests a second: it answered "
                                   f"{line['requests_per_second']:.0f}")
        return line

    def floor_slice(self, number):
        try:
            return super().floor_slice(number)
        except loads.Overloaded as overloaded:
            raise measure.Failure(f"not even the floor kept up, so the load generator is the limit: {overloaded}") \
                from overloaded


def capacity(context, unit, floor):
    """Requests a second that the floor answers closed-loop, asked by one CPU of wrk; measured once in a run."""
    known = context.results.of_kind("capacity")
    if known:
        return known[-1]["requests_per_second"]
    quiet, disturbed = [], []
    while len(quiet) < CAPACITY_SLICES and len(quiet) + len(disturbed) < CAPACITY_TRIES_MAX:
        # Kept as warm-up: they are in no row.
        line = slices.take(floor, lambda: loads.wrk(floor, unit, 1, context.options.load_cpu), "warm-up", 0)
        context.add_slice(unit, floor, dict(line))
        (disturbed if line["disturbed"] else quiet).append(line)
    # A machine that is never quiet; the slices to come are marked as well
    lines = quiet or disturbed
    rates = [line["requests_per_second"] for line in lines]
    # The load generator may be at its end before the floor is: then it is the capacity of the two together.
    context.results.add({"kind": "capacity", "server": floor.name, "connections": unit.connections,
                         "requests_per_second": statistics.median(rates), "slices": rates,
                         "server_percent": statistics.median(line["server_percent"] for line in lines),
                         "load_limited": sum(line["load_limited"] for line in lines) * 2 > len(lines)})
    return statistics.median(rates)
