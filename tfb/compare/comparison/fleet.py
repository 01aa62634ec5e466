"""The servers that are up. They stay up from one scenario to the next where that wants them the same way."""

import contextlib
import os
import signal

import measure

# What the warm-up of a kind of server takes: (least, most) slices after its start, and of a scenario new to it. Those that
# compile while they run are watched until their cost no longer falls; Javalin's took some 28 slices at 64 connections.
WARM_UP_SLICES = {
    "ours": ((10, 40), (4, 10)),
    "jvm": ((10, 40), (4, 10)),
    "javascript": ((6, 20), (4, 10)),
}
OTHER_WARM_UP_SLICES = ((1, 1), (1, 1))


class Member:
    """A server that is up, and how it was started."""

    def __init__(self, folder, server):
        self.folder = folder
        self.server = server
        self.name = folder.name
        self.is_new = True
        self.answer_bytes = None

    def warm_up_slices(self):
        """(least, most) now."""
        first, later = WARM_UP_SLICES.get(self.folder.kind, OTHER_WARM_UP_SLICES)
        return first if self.is_new else later


class Fleet:
    """Starts servers, keeps them, ends them. As a context manager, it ends all of them when left."""

    def __init__(self, options, on_start=lambda folder, server: None):
        self.options = options
        self.on_start = on_start
        self.members = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end_all()

    def key(self, folder, cpus, environment):
        return folder.name, cpus, tuple(sorted(environment.items()))

    def environment(self, folder, route_count=0, floor_options="", cpu_count=1, closing=False):
        values = {"CPUS": str(cpu_count), "JAVA": self.options.java, "ROUTES": str(route_count)}
        if folder.is_floor:
            values["FLOOR_OPTIONS"] = floor_options
        if closing:
            values.update(folder.closing)
        return values

    def start(self, folder, cpus, environment, prepare=None):
        """A server of its own for the caller, up and answering. A context manager that ends it."""
        return Started(self, folder, cpus, environment, prepare)

    def require(self, wanted):
        """The members for a list of (folder, environment): those up that fit, the others are ended or started.

        Returns them with the reasons of those that did not start, by name.
        """
        cpu = self.options.server_cpu
        keys = [self.key(folder, cpu, environment) for folder, environment in wanted]
        self.end([member for key, member in self.members.items() if key not in keys])
        members, failed = {}, {}
        for key, (folder, environment) in zip(keys, wanted):
            if key not in self.members:
                try:
                    self.members[key] = self.launch(folder, cpu, environment)
                except measure.Failure as failure:
                    failed[folder.name] = str(failure)
                    continue
            members[folder.name] = self.members[key]
        return members, failed

    def launch(self, folder, cpus, environment, prepare=None):
        server = folder.server(cpus, environment, prepare)
        try:
            server.start()
            server.first_answer("/plaintext" if "json" not in folder.routes else "/json")
        except BaseException:
            server.stop()
            raise
        self.on_start(folder, server)
        return Member(folder, server)

    def end(self, members):
        """Asks all of them first, so that their ends overlap."""
        members = list(members)
        for member in members:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(member.server.process.pid, signal.SIGTERM)
        for member in members:
            member.server.stop()
        self.members = {key: member for key, member in self.members.items() if member not in members}

    def end_all(self):
        self.end(self.members.values())


class Started:
    """A server outside the fleet's keeping, for scenarios that need one of their own."""

    def __init__(self, fleet, *how):
        self.fleet = fleet
        self.how = how
        self.member = None

    def __enter__(self):
        self.member = self.fleet.launch(*self.how)
        return self.member

    def __exit__(self, *_):
        self.member.server.stop()
