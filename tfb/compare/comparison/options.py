"""The command line of `run`."""

import argparse
import os
import sys

import measure

from comparison import results, scenarios

HELP = """Measures servers side by side, each next to the floor (floor.c, the cheapest thing that can answer HTTP).

Every folder of servers/ with a server.json is a server: it is built (`build`), started (`start`), warmed up, checked
and loaded, in slices of about a second in turn with the others, on a CPU of its own; the load generator runs on
another. A server's slice is compared with the slice of the floor right before or after it, never with another time's.
Every slice is kept as a line of JSON, with CPU time from the kernel, memory and latencies; `report` makes charts and
tables of the lines. Nothing is sent anywhere but to 127.0.0.1, and nothing is ended but what was started here.

A pair of slices in which other processes took more than 5 % of a CPU is marked and repeated, at most twice as often as
there are rounds. A server that cannot be built is skipped, one that fails a scenario is left out of it; both with a
line that says why. Run it on a machine that does nothing else."""

EPILOG = """examples:
  ./run --quick                                     a first look at ours, netty and the floor, in some minutes
  ./run --rounds 5                                  everything, in more than two and a half hours
  ./run --servers vivace-epoll,netty --scenarios json-64,size
  ./run --resume results/3c12f48a0b1c-2026-11-21.jsonl

exit code: 0 when everything asked for was measured or skipped with a reason, 1 when a build or a scenario failed,
2 when nothing could be measured."""


def names(text):
    return [name for name in text.split(",") if name]


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def parser():
    result = argparse.ArgumentParser(description=HELP, epilog=EPILOG,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    result.add_argument("--servers", type=names, metavar="A,B",
                        help="folders of servers/ (default: all of them); the floor is always measured")
    result.add_argument("--scenarios", type=names, metavar="A,B", help="(default: all; --list names them)")
    result.add_argument("--rounds", type=positive, metavar="N",
                        help="rounds of slices in each scenario (default: 9; with --quick 5); those with "
                             "parameters, at a fixed rate, of orders or beside idle connections take half as many, at "
                             "least 3")
    result.add_argument("--quick", action="store_true",
                        help=f"{', '.join(scenarios.QUICK_SERVERS)} in {', '.join(scenarios.QUICK_SCENARIOS)} only, "
                             "with 5 rounds and a short warm-up: a look, not a result")
    result.add_argument("--results", metavar="FILE", help="default: results/<commit>-<date>.jsonl")
    result.add_argument("--resume", metavar="FILE",
                        help="go on with a run, with its --rounds, --quick and lengths of slices: what its file says "
                             "is done is not measured again. Refused when one of those is named and another, or when "
                             "commit, uncommitted changes, boot, JDK or JVM flags are others")
    result.add_argument("--java", default="java", help="the java of all JVM servers (default: the one on the path)")
    result.add_argument("--server-cpu", type=int, default=0, help="CPU of the servers (default: 0)")
    result.add_argument("--load-cpu", type=int, default=1, help="CPU of the load generator (default: 1)")
    result.add_argument("--long-seconds", type=positive, default=30, metavar="S",
                        help="length of small-machine and all-cpus (default: 30)")
    result.add_argument("--paced-seconds", type=positive, default=3, metavar="S",
                        help="length of a slice at a fixed rate (default: 3)")
    result.add_argument("--typed-seconds", type=positive, default=10, metavar="S",
                        help="length of a slice of orders (default: 10)")
    result.add_argument("--steady-seconds", type=positive, default=10, metavar="S",
                        help="how long a server just started is watched until its latency is steady (default: 10)")
    result.add_argument("--group-size", type=int, default=0, metavar="N",
                        help="servers that are up at a time, each group with the floor (default: 0, all of a "
                             "scenario). Takes longer: groups are started and warmed up again for every scenario")
    result.add_argument("--fresh", action="store_true",
                        help="start the servers anew for every scenario, not once for all that use the same routes")
    result.add_argument("--list", action="store_true", help="list servers and scenarios, and end")
    result.add_argument("--servers-folder", metavar="DIR", default=os.path.join(measure.FOLDER, "servers"),
                        help="where the servers are (default: servers/ beside this script)")
    return result


def parse(arguments=None):
    line = parser()
    options = line.parse_args(arguments)
    if options.resume and options.results:
        line.error("--resume names the file of results already")
    if options.resume:
        # What is not named is as it was.
        line.set_defaults(**shape_of(options.resume))
        options = line.parse_args(arguments)
    options.command = ["tfb/compare/run", *(sys.argv[1:] if arguments is None else arguments)]
    unknown = sorted(set(options.scenarios or ()) - set(scenarios.SCENARIOS))
    if unknown:
        line.error(f"no such scenario: {', '.join(unknown)}; there are {', '.join(scenarios.SCENARIOS)}")
    if options.quick:
        options.servers = options.servers or list(scenarios.QUICK_SERVERS)
        options.scenarios = options.scenarios or list(scenarios.QUICK_SCENARIOS)
    options.rounds = options.rounds or (5 if options.quick else 9)
    # In the order of a run, whatever the order they were asked for in.
    options.scenarios = [name for name in scenarios.SCENARIOS if name in (options.scenarios or scenarios.SCENARIOS)]
    return options


def shape_of(path):
    """The shaping options of a run that was begun, as far as its file has them."""
    run = next(iter(results.read_lines(path)), {})
    return {name: run[name] for name in results.SHAPING_OPTIONS if name in run}
