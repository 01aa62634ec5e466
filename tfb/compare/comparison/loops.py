"""Two loops on two CPUs against one on one: what sharing costs. The load generator may use all CPUs in both cases."""

import contextlib

from comparison import answers, loads, slices

SERVERS = ("vivace-epoll",)
WRK_THREADS = 2


def run(context, unit):
    context.fleet.end_all()
    options = context.options
    cpus = {1: options.server_cpu, 2: frozenset((options.server_cpu, options.load_cpu))}
    folders = [folder for folder in context.participants(unit) if folder.name in SERVERS] + [context.floor]
    with contextlib.ExitStack() as stack:
        members = {}
        for folder in folders:
            for count, where in cpus.items():
                environment = context.fleet.environment(folder, cpu_count=count)
                member = stack.enter_context(context.fleet.start(folder, where, environment))
                member.answer_bytes = answers.check(member, unit)
                members[folder.name, count] = member
        for (_, count), member in members.items():
            slices.warm_up(Labelled(context, count), unit, member, load(unit, member))
        for number in range(1, context.rounds(unit) + 1):
            round_of(context, unit, folders, members, number)


class Labelled:
    """A context whose slices are those of so many loops."""

    def __init__(self, context, count):
        self.context = context
        self.count = count

    def add_slice(self, unit, member, line):
        self.context.add_slice(unit, member, {**line, "parameter": {"name": "loops", "value": self.count}})


def load(unit, member):
    return lambda: loads.wrk(member, unit, 1, None, WRK_THREADS)


def round_of(context, unit, folders, members, number):
    """All slices of a round are compared with each other, so one that was disturbed has all of them repeated."""
    repeats_max = slices.repeats_max(context.options)
    for repeated in range(1 + repeats_max):
        ratios, disturbed = pattern(context, unit, folders, members, number)
        if not disturbed:
            break
    context.print_round(unit, number, context.rounds(unit), ratios, repeated, None)


def pattern(context, unit, folders, members, number):
    """Neighbours: one loop and two of each server, and two of a server with the floor's two."""
    lines = {}
    for position, folder in enumerate(folders):
        for count in (1, 2) if position % 2 == 0 else (2, 1):
            member = members[folder.name, count]
            lines[folder.name, count] = slices.take_and_check(member, unit, load(unit, member), number)
    disturbed = any(line["disturbed"] for line in lines.values())
    ratios = {}
    for (name, count), line in lines.items():
        floor_line = lines[context.floor.name, count]
        add_fields(line, floor_line, lines[name, 1])
        if name == context.floor.name:
            line["ratio"] = line["floor_cpu_nanos_per_request"] = None
        ratios[f"{name} x{count}"] = line["ratio_to_one_loop"]
        line["disturbed"] = disturbed
        Labelled(context, count).add_slice(unit, members[name, count], line)
    return ratios, disturbed


def add_fields(line, floor_line, one_loop_line):
    cost = line["cpu_nanos_per_request"]
    line["floor_cpu_nanos_per_request"] = floor_line["cpu_nanos_per_request"]
    line["ratio"] = round(cost / floor_line["cpu_nanos_per_request"], 4)
    line["one_loop_cpu_nanos_per_request"] = one_loop_line["cpu_nanos_per_request"]
    line["ratio_to_one_loop"] = round(cost / one_loop_line["cpu_nanos_per_request"], 4)
