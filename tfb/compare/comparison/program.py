"""The whole run, in order."""

import os
import sys
import time

import measure

from comparison import alone, beside, catalog, estimate, idle, loads, loops, options, paced, scenarios, starting, tables
from comparison import typed
from comparison.context import Context
from comparison.fleet import Fleet
from comparison.results import Results, default_path, relative, run_line

KINDS = {"beside": beside, "paced": paced, "alone": alone, "idle": idle, "loops": loops, "starting": starting,
         "typed": typed}


def run(arguments=None):
    choice = options.parse(arguments)
    servers = catalog.load(choice.servers_folder)
    if choice.list:
        print_list(servers)
        return 0
    measure.require_tools("wrk")
    if any(scenarios.SCENARIOS[name].kind == "paced" for name in choice.scenarios):
        loads.require_paced()
    measure.require_cpus(choice.server_cpu, choice.load_cpu)
    measure.raise_file_limit()
    servers = catalog.select(servers, choice.servers)
    line = run_line(choice)
    results = Results.resume(choice.resume, line) if choice.resume else \
        Results.create(choice.results or default_path(line), line)
    try:
        return measure_all(choice, servers, results)
    finally:
        results.close()


def print_list(servers):
    print("servers:")
    for server in servers.values():
        print(f"  {server.name:<14}{server.title}, {server.version}: {' '.join(server.routes)}")
    print("scenarios:")
    for scenario in scenarios.SCENARIOS.values():
        values = ", ".join(str(value) for value in scenario.parameter_values)
        print(f"  {scenario.name:<14}{scenario.title}" + (f" ({values})" if values else ""))


def measure_all(choice, servers, results):
    faults = []
    ready = build_all(servers, results, faults, choice.java)
    floor = next((folder for folder in ready.values() if folder.is_floor), None)
    if floor is None:
        raise measure.Failure("without the floor nothing can be compared")
    folders = {name: folder for name, folder in ready.items() if folder is not floor}
    described = {line["server"] for line in results.of_kind("server")}
    with Fleet(choice, lambda folder, server: describe(results, described, folder, server)) as fleet:
        context = Context(choice, floor, folders, fleet, results)
        units = [unit for name in choice.scenarios for unit in scenarios.SCENARIOS[name].units()]
        print_head(context, units)
        for unit in units:
            if results.is_done(unit):
                print(f"{unit}: done before")
            elif not run_unit(context, unit):
                faults.append(str(unit))
    failed = results.of_kind("failed")
    print(f"\nresults: {os.path.relpath(results.path)}")
    return 1 if faults or failed else 0


def build_all(servers, results, faults, java="java"):
    """The servers that are ready, by name; a line for each of the others."""
    skipped = {line["server"] for line in results.of_kind("skipped")}
    ready = {}
    for name, folder in servers.items():
        begin = time.monotonic()
        try:
            why = folder.build(java)
        except measure.Failure as failure:
            why = str(failure)
            faults.append(name)
        if why is None:
            ready[name] = folder
            seconds = time.monotonic() - begin
            if seconds > 1:
                print(f"{name}: built in {seconds:.0f} s")
        else:
            print(f"{name}: skipped: {why}")
            if name not in skipped:
                results.add({"kind": "skipped", "server": name, "why": relative(why)})
    return ready


def describe(results, described, folder, server):
    """What a server is, once in a file of results."""
    if folder.name in described:
        return
    described.add(folder.name)
    results.add({
        "kind": "server", "server": folder.name, "title": folder.title, "language": folder.language,
        "server_kind": folder.kind, "version": folder.resolved_version(), "command": relative(server.command_line()),
        "notes": folder.notes, "scenarios": folder.scenarios,
    })


def print_head(context, units):
    run = context.results.lines[0]
    print(f"commit {run['commit'][:12]}{' with changes' if run['changed'] else ''}, kernel {run['kernel']}, "
          f"{run['cpus']} x {run['cpu']}, java {run['jdk']}")
    print(f"servers on CPU {run['server_cpu']}, load on CPU {run['load_cpu']}: {context.floor.name} "
          f"{' '.join(context.folders)}")
    open_units = [unit for unit in units if not context.results.is_done(unit)]
    minutes = estimate.seconds(context, open_units) / 60
    print(f"{len(open_units)} measurements, about {minutes:.0f} minutes on a quiet machine; "
          f"keeping every slice in {os.path.relpath(context.results.path)}")


def run_unit(context, unit):
    """One scenario with one value of its parameter; whether it could be measured."""
    print(f"\n{unit}: {unit.scenario.title}")
    if context.options.fresh or context.options.group_size:
        context.fleet.end_all()
    begin = time.monotonic()
    try:
        KINDS[unit.scenario.kind].run(context, unit)
    except (measure.Failure, OSError) as failure:
        context.fail(unit, context.floor.name, str(failure))
        return False
    for line in tables.start_table(context.results) if unit.scenario.kind == "starting" else \
            tables.table(context.results, unit):
        print(line)
    for name in unit.scenario.names[1:]:
        print(f"  {name}:")
        print("\n".join(tables.table(context.results, unit.twin())))
    for name in unit.scenario.names:
        for parameter in {str(each): each for each in (unit.parameter, *unit.inner_parameters())}.values():
            context.results.add({"kind": "done", "scenario": name, "parameter": parameter,
                                 "seconds": round(time.monotonic() - begin)})
    return True


def main():
    measure.main(lambda: run(sys.argv[1:]))
