"""What there is to measure. The order is that of a run: scenarios that share running servers follow each other."""

import dataclasses
import functools
import statistics
import typing

import orders

SIZES = (27, 256, 1024, 4096, 16384, 65536, 262144, 1048576)
ROUTE_COUNTS = (1, 10, 100, 1000, 10000)
LOOP_COUNTS = (1, 2)
# In ours, netty and the floor: what is looked at after a change.
QUICK_SERVERS = ("vivace-epoll", "floor", "netty")
QUICK_SCENARIOS = ("json-64", "plaintext-16", "close-1", "person-256", "paced-50")


@dataclasses.dataclass(frozen=True)
class Scenario:
    """How a scenario loads its servers. `kind` names the module that runs it."""

    name: str
    kind: str
    title: str
    route: str = "json"
    path: str = "/json"
    connections: int = 64
    depth: int = 1
    connection: str = "keep-alive"
    close_every: int | None = None
    share_percent: int | None = None
    parameter_name: str | None = None
    parameter_values: tuple = ()
    # The name and the path of a second scenario, measured in turn with this one and kept as one of its own.
    twin: tuple = ()

    def units(self):
        """The scenario with each of its parameter values, largest work last."""
        return [Unit(self, value) for value in self.parameter_values or (None,)]

    @property
    def names(self):
        """Under which its slices are kept."""
        return (self.name, *self.twin[:1])


class Unit(typing.NamedTuple):
    """What is measured in one go, and skipped as one when a run is resumed."""

    scenario: Scenario
    value: int | None

    @property
    def parameter(self):
        if self.value is None:
            return None
        return {"name": self.scenario.parameter_name, "value": self.value}

    def inner_parameters(self):
        """Those that the slices of this unit carry instead of its own."""
        return [{"name": "loops", "value": count} for count in LOOP_COUNTS] if self.scenario.kind == "loops" else []

    def twin(self):
        """The second scenario of this one."""
        name, path = self.scenario.twin
        return Unit(dataclasses.replace(self.scenario, name=name, path=path, twin=()), self.value)

    @property
    def path(self):
        return self.scenario.path.replace("{size}", str(self.value))

    @property
    def connections(self):
        """Fewer where answers are large: the load generator would be the limit, and memory what is measured."""
        if self.scenario.route != "size" or self.value <= 16384:
            return self.scenario.connections
        return 16 if self.value <= 65536 else 8

    @property
    def script_options(self):
        """For load.lua."""
        options = ["variants"]
        if self.scenario.close_every:
            options.append(f"close-every={self.scenario.close_every}")
        if self.scenario.route == "many":
            options.append(f"routes={self.value}")
        if self.scenario.route == "typed":
            options.append(f"bodies={orders.ACCEPTED_FILE}")
        return options

    @property
    def closing(self):
        """Whether clients close connections."""
        return self.scenario.connection == "close" or self.scenario.close_every is not None

    @property
    def route_count(self):
        """What ROUTES is for a server."""
        return self.value if self.scenario.route == "many" else 0

    @property
    def floor_options(self):
        """What FLOOR_OPTIONS is for the floor."""
        if self.closing:
            return "--close"
        if self.scenario.route == "size":
            return f"--body-bytes {self.value}"
        if self.scenario.route == "typed":
            return f"--body-bytes {receipt_bytes()}"
        return ""

    def __str__(self):
        if self.value is None:
            return self.scenario.name
        return f"{self.scenario.name} {self.value} {self.scenario.parameter_name}"


@functools.cache
def receipt_bytes():
    """What the answer to an order is long, as a rule."""
    return statistics.median_low(len(orders.answer_bytes(body)) for body in orders.accepted())


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("json-64", "beside", "GET /json, 64 connections"),
        Scenario("json-256", "beside", "GET /json, 256 connections", connections=256),
        Scenario("json-512", "beside", "GET /json, 512 connections", connections=512),
        Scenario("plaintext-16", "beside", "GET /plaintext, 64 connections, 16 requests pipelined",
                 route="plaintext", path="/plaintext", depth=16),
        Scenario("close-1", "beside", "GET /json, a connection for each request, 64 at a time", connection="close"),
        Scenario("close-10", "beside", "GET /json, 10 requests a connection on average, 64 at a time", close_every=10),
        Scenario("person-256", "beside", "GET /person with a random UUID, 256 connections",
                 route="person", path="/person", connections=256),
        Scenario("typed", "typed", "POST of an order of 200 bytes, with and without validation, 150 connections",
                 route="typed", path=orders.PATH, connections=150,
                 twin=("typed-unchecked", orders.UNCHECKED_PATH)),
        Scenario("paced-25", "paced", "GET /json at 25 % of what the floor can, 64 connections", share_percent=25),
        Scenario("paced-50", "paced", "GET /json at 50 % of what the floor can, 64 connections", share_percent=50),
        Scenario("paced-75", "paced", "GET /json at 75 % of what the floor can, 64 connections", share_percent=75),
        Scenario("size", "beside", "GET /size/{n}, a JSON document of n bytes", route="size", path="/size/{size}",
                 parameter_name="bytes", parameter_values=SIZES),
        Scenario("many", "beside", "GET /r{k}/users/{id}, the routes in turn", route="many",
                 path="/r{route}/users/{id}", parameter_name="routes", parameter_values=ROUTE_COUNTS),
        Scenario("small-machine", "alone", "GET /json on one CPU and 512 MB, wrk -c200", connections=200),
        Scenario("all-cpus", "alone", "GET /json on all CPUs, shared with wrk -c200", connections=200),
        Scenario("idle-10000", "idle", "GET /json, 64 connections, beside 10,000 idle ones"),
        Scenario("two-loops", "loops", "GET /json, two loops on two CPUs against one on one"),
        Scenario("start", "starting", "first answer after the start, and steady latency"),
    )
}


def parse_parameter(line):
    """(scenario, parameter value) of a line of results, as a key."""
    parameter = line.get("parameter")
    return line["scenario"], parameter["value"] if parameter else None
