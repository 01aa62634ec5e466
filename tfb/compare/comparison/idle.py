"""10,000 idle keep-alive connections: what they cost in memory, and what they cost the connections that are in use."""

import time

import measure

from comparison import answers, loads, slices

CONNECTION_COUNT = 10_000
# No pair of addresses runs out of ports.
SOURCE_ADDRESS_COUNT = 8
SETTLE_SECONDS = 1


def run(context, unit):
    limit = measure.raise_file_limit()
    if limit < CONNECTION_COUNT + 200:
        raise measure.Failure(f"{CONNECTION_COUNT} connections need a hard limit of open files (ulimit -Hn) of "
                              f"{CONNECTION_COUNT + 200}; it is {limit}")
    fleet, floor_folder = context.fleet, context.floor
    fleet.end_all()
    folders = [floor_folder, *context.participants(unit)]
    # The floor that servers are compared with has no idle connections; the floor with them is a server like others.
    with fleet.start(floor_folder, context.options.server_cpu, fleet.environment(floor_folder)) as floor:
        floor.answer_bytes = answers.check(floor, unit)
        for position, folder in enumerate(folders, 1):
            try:
                text = measure_one(context, unit, folder, floor)
                context.print_progress(unit, f"{position}/{len(folders)} {folder.name}: {text}")
            except (measure.Failure, OSError) as failure:
                context.fail(unit, folder.name, str(failure))


def measure_one(context, unit, folder, floor):
    options, fleet = context.options, context.fleet
    clients = []
    with fleet.start(folder, options.server_cpu, fleet.environment(folder)) as member:
        member.answer_bytes = answers.check(member, unit)
        # Until the memory that any load takes has been taken.
        slices.warm_up(context, unit, member, load(context, unit, member))
        before = resident_bytes(member.server)
        try:
            open_connections(member.server, clients)
            each = (resident_bytes(member.server) - before) / CONNECTION_COUNT
            lines = [round_of(context, unit, member, floor, number, each)
                     for number in range(1, context.rounds(unit) + 1)]
            for client in clients:
                measure.check_answer(client.get("/json"), "/json", member.name)
        finally:
            for client in clients:
                client.close()
    ratio = sorted(line["ratio"] for line in lines)[len(lines) // 2]
    return f"{each:.0f} bytes a connection, {ratio:.2f} of the floor's CPU beside them"


def load(context, unit, member):
    return lambda: loads.wrk(member, unit, 1, context.options.load_cpu)


def resident_bytes(server):
    """Resident memory, of a JVM after a collection: its garbage is no connection's."""
    if server.java():
        server.jcmd("GC.run")
    time.sleep(SETTLE_SECONDS)
    return measure.memory_bytes(server.process.pid)[0]


def open_connections(server, clients):
    """Opens them, one request on each, into `clients`: what was opened is closed also when the next one fails."""
    for number in range(CONNECTION_COUNT):
        client = measure.Client(server.port, f"127.0.0.{1 + number % SOURCE_ADDRESS_COUNT}")
        clients.append(client)
        answer = client.get("/json")
        if number % 100 == 0:
            measure.check_answer(answer, "/json", server.name)


def round_of(context, unit, member, floor, number, idle_bytes):
    """A pair, repeated where it was disturbed; the last one."""
    for _ in range(1 + slices.repeats_max(context.options)):
        line = pair(context, unit, member, floor, number, idle_bytes)
        if not line["disturbed"]:
            break
    return line


def pair(context, unit, member, floor, number, idle_bytes):
    """A slice beside the idle connections, and one of the floor without any."""
    line = slices.take_and_check(member, unit, load(context, unit, member), number)
    floor_line = slices.take_and_check(floor, unit, load(context, unit, floor), number)
    context.add_slice(unit, floor, {**floor_line, "phase": "beside", "beside": member.name})
    line = {
        **line,
        "disturbed": line["disturbed"] or floor_line["disturbed"],
        "floor_cpu_nanos_per_request": floor_line["cpu_nanos_per_request"],
        "ratio": round(line["cpu_nanos_per_request"] / floor_line["cpu_nanos_per_request"], 4),
        "idle_connections": CONNECTION_COUNT,
        "idle_bytes_per_connection": round(idle_bytes, 1),
    }
    kept = dict(line)
    if member.folder is context.floor:
        # What all ratios are to is the floor without idle connections; its own has another name.
        kept.update(ratio=None, floor_cpu_nanos_per_request=None, ratio_without_idle=line["ratio"])
    context.add_slice(unit, member, kept)
    return line
