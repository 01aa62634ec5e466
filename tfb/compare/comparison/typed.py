"""Orders posted with validation and without it, each server's two in turn, each next to a slice of the floor.

F A a F b B F C c F, where A is a server with validation and a the same without: what validation costs is told by slices
right beside each other, and so is the multiple of the floor. A slice of the floor belongs to the kind of its neighbours.
"""

from comparison import answers, beside, loads


def run(context, unit):
    if not context.participants(unit):
        context.print_progress(unit, "no server here has the route")
        return
    for group in context.groups(context.participants(unit)):
        Typed(context, unit, group).run()


class Typed(beside.Beside):
    """`unit` is the one that is loaded at the moment."""

    def __init__(self, context, unit, group):
        super().__init__(context, unit, group)
        self.checked, self.unchecked = unit, unit.twin()

    def check(self, member):
        lengths = [length for unit in (self.checked, self.unchecked) for length in answers.check(member, unit)]
        return min(lengths), max(lengths)

    def check_and_warm_up(self, member):
        for self.unit in (self.unchecked, self.checked):
            super().check_and_warm_up(member)

    def load(self, member):
        options = self.context.options
        return loads.wrk(member, self.unit, options.typed_seconds, options.load_cpu)

    def drop(self, member, failure):
        for self.unit in (self.unchecked, self.checked):
            self.context.fail(self.unit, member.name, str(failure))
        self.context.fleet.end([member])
        self.members.pop(member.name, None)

    def pattern(self, members, number, ratios):
        """One pass over some servers; those of whose slices one, or the floor's next to it, was disturbed."""
        units = (self.checked, self.unchecked) if number % 2 else (self.unchecked, self.checked)
        disturbed = []
        before = self.slice_of(units[0], self.floor, number)
        for member in members:
            lines = [self.slice_of(unit, member, number) for unit in units if member.name in self.members]
            after = self.slice_of(units[1], self.floor, number)
            if len(lines) == 2 and None not in lines and self.finish_both(member, units, lines, (before, after), ratios):
                disturbed.append(member)
            units, before = units[::-1], after
        # Under whose name the round is told
        self.unit = self.checked
        return disturbed

    def slice_of(self, unit, member, number):
        self.unit = unit
        return self.floor_slice(number) if member is self.floor else self.slice_or_drop(member, number)

    def finish_both(self, member, units, lines, floor_lines, ratios):
        """Writes both slices of a server; whether any of the four was disturbed, which spoils the comparison."""
        costs = {unit: line["cpu_nanos_per_request"] for unit, line in zip(units, lines)}
        is_disturbed = any(line["disturbed"] for line in (*lines, *floor_lines))
        for self.unit, line, floor_line in zip(units, lines, floor_lines):
            line["disturbed"] = is_disturbed
            if self.unit is self.checked:
                line["unchecked_cpu_nanos_per_request"] = costs[self.unchecked]
                line["ratio_to_unchecked"] = round(costs[self.checked] / costs[self.unchecked], 4)
            self.finish(member, line, floor_line, ratios)
        ratios[member.name] = lines[units.index(self.checked)]["ratio_to_unchecked"]
        return is_disturbed
