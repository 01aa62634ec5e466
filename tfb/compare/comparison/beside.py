"""Slices in turn, each next to one of the floor: F A B F C D F. Two servers share a floor between them."""

import random
import time

import measure

from comparison import answers, loads, slices


def run(context, unit):
    if unit.scenario.route != "json" and not context.participants(unit):
        context.print_progress(unit, "no server here has the route")
        return
    for group in context.groups(context.participants(unit)):
        Beside(context, unit, group).run()


class Beside:
    """A scenario with a group of servers and the floor, all of them up."""

    def __init__(self, context, unit, group):
        self.context = context
        self.unit = unit
        self.group = group
        self.rounds = context.rounds(unit)
        self.repeats_max = slices.repeats_max(context.options)
        self.floor = None
        self.members = {}

    def run(self):
        self.start()
        self.prepare()
        for number in range(1, self.rounds + 1):
            self.round(number)
        self.each(self.check)

    def start(self):
        fleet, unit = self.context.fleet, self.unit
        folders = [self.context.floor, *self.group]
        wanted = [(folder, fleet.environment(folder, unit.route_count, unit.floor_options, closing=unit.closing))
                  for folder in folders]
        self.members, failed = fleet.require(wanted)
        for name, why in failed.items():
            self.context.fail(unit, name, why)
        self.floor = self.members.pop(self.context.floor.name, None)
        if self.floor is None:
            raise measure.Failure("the floor did not start")

    def prepare(self):
        """Checks the answers and warms all of them up; the floor first, without which nothing goes."""
        self.check_and_warm_up(self.floor)
        self.each(self.check_and_warm_up)

    def check(self, member):
        """The lengths of its answers, where they are right."""
        return answers.check(member, self.unit)

    def check_and_warm_up(self, member):
        member.answer_bytes = self.check(member)
        slices.warm_up(self.context, self.unit, member, lambda: self.warm_up_load(member))

    def each(self, action):
        """Does something with every server that still takes part; those that fail do no longer."""
        for member in list(self.members.values()):
            try:
                action(member)
            except measure.Failure as failure:
                self.drop(member, failure)

    def drop(self, member, failure):
        self.context.fail(self.unit, member.name, member.server.end_or(failure))
        self.context.fleet.end([member])
        self.members.pop(member.name, None)

    # What `paced` and `typed` do otherwise.

    def warm_up_load(self, member):
        return loads.wrk(member, self.unit, 1, self.context.options.load_cpu)

    def load(self, member):
        return loads.wrk(member, self.unit, 1, self.context.options.load_cpu)

    def add_floor_fields(self, line, floor_line):
        line["floor_cpu_nanos_per_request"] = floor_line["cpu_nanos_per_request"]
        line["ratio"] = round(line["cpu_nanos_per_request"] / floor_line["cpu_nanos_per_request"], 4)

    def slice(self, member, number):
        return slices.take_and_check(member, self.unit, lambda: self.load(member), number)

    def round(self, number):
        begin = time.monotonic()
        waiting = list(self.members.values())
        # Nobody is always the one after the same neighbour.
        random.Random(number).shuffle(waiting)
        repeated = 0
        ratios = {}
        for attempt in range(1 + self.repeats_max):
            disturbed = self.pattern(waiting, number, ratios)
            waiting = [member for member in disturbed if member.name in self.members]
            if not waiting:
                break
            repeated += len(waiting) if attempt < self.repeats_max else 0
        self.context.print_round(self.unit, number, self.rounds, ratios, repeated, time.monotonic() - begin)

    def pattern(self, members, number, ratios):
        """One pass over some servers; those whose slice, or the floor's next to it, was disturbed."""
        disturbed = []
        floor_line = self.floor_slice(number)
        for index in range(0, max(1, len(members)), 2):
            pair = members[index:index + 2]
            lines = [self.slice_or_drop(member, number) for member in pair]
            floor_lines = [floor_line, floor_line]
            if len(pair) == 2:
                floor_line = floor_lines[1] = self.floor_slice(number)
            for member, line, neighbour in zip(pair, lines, floor_lines):
                if line is not None and self.finish(member, line, neighbour, ratios):
                    disturbed.append(member)
        return disturbed

    def floor_slice(self, number):
        line = self.slice(self.floor, number)
        self.context.add_slice(self.unit, self.floor, line)
        return line

    def slice_or_drop(self, member, number):
        try:
            return self.slice(member, number)
        except measure.Failure as failure:
            self.drop(member, failure)
            return None

    def finish(self, member, line, floor_line, ratios):
        """Writes a server's slice, compared with the floor's; whether it was disturbed."""
        self.add_floor_fields(line, floor_line)
        line["disturbed"] = line["disturbed"] or floor_line["disturbed"]
        ratios[member.name] = line["ratio"]
        self.context.add_slice(self.unit, member, line)
        return line["disturbed"]
