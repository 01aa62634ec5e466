"""The folders of servers/: what they say of themselves, and their `build` and `start`."""

import dataclasses
import json
import os
import shlex
import subprocess

import measure

BUILD_SECONDS_MAX = 900
MISSING_CODE = 3
JVM_KINDS = ("jvm", "ours")


@dataclasses.dataclass(frozen=True)
class Folder:
    """A server as its folder describes it."""

    name: str
    path: str
    title: str
    language: str
    kind: str
    version: str
    notes: str
    routes: tuple
    # What its environment has besides where clients close connections.
    closing: tuple = ()
    # The only ones it is for; none: all that its routes allow.
    scenarios: tuple = ()

    def takes_part_in(self, scenario):
        return scenario.route in self.routes and (not self.scenarios or scenario.name in self.scenarios)

    @property
    def is_floor(self):
        return self.kind == "floor"

    @property
    def is_jvm(self):
        return self.kind in JVM_KINDS

    def resolved_version(self):
        """That of the distribution is known after `build` only."""
        path = os.path.join(self.path, "target", "version")
        if self.version != "system" or not os.path.exists(path):
            return self.version
        with open(path, encoding="utf-8") as file:
            return file.read().strip()

    def build(self, java="java"):
        """None when it is ready, else why it cannot be had (skip it) or what went wrong (Failure)."""
        script = os.path.join(self.path, "build")
        # The folder that a build script fills may have no script: then it is a directory.
        if not os.path.isfile(script):
            return None
        process = measure.start_child([script], cwd=self.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True, env={**os.environ, "JAVA": java})
        try:
            output = process.communicate(timeout=BUILD_SECONDS_MAX)[0]
        except subprocess.TimeoutExpired as late:
            raise measure.Failure(f"its build took longer than {BUILD_SECONDS_MAX} s") from late
        finally:
            measure.end_child(process)
        last_line = output.strip().rpartition("\n")[2] or "it said nothing"
        if process.returncode == MISSING_CODE:
            return last_line
        if process.returncode != 0:
            raise measure.Failure(f"its build failed with code {process.returncode}: {last_line}")
        return None

    def server(self, cpu, environment, prepare=None):
        """A server of this folder, not yet started."""
        command = shlex.quote(os.path.join(self.path, "start"))
        return measure.Server(self.name, command, cpu, {"PORT": "{port}", **environment}, prepare)


def load(folder):
    """The servers in a folder, by name: the floor first, ours next, the rest as they are called."""
    found = []
    for name in sorted(os.listdir(folder) if os.path.isdir(folder) else ()):
        description = os.path.join(folder, name, "server.json")
        if os.path.exists(description):
            found.append(read(name, os.path.join(folder, name), description))
    order = {"floor": 0, "ours": 1}
    return {server.name: server for server in sorted(found, key=lambda server: order.get(server.kind, 2))}


def read(name, path, description):
    try:
        with open(description, encoding="utf-8") as file:
            values = json.load(file)
        return Folder(name, path, values["title"], values["language"], values["kind"], values["version"],
                      values.get("notes", ""), tuple(values["routes"]), tuple(values.get("closing", {}).items()),
                      tuple(values.get("scenarios", ())))
    except (KeyError, ValueError) as fault:
        raise measure.Failure(f"{description}: {fault!r}") from fault


def select(servers, names):
    """Those asked for, with the floor: nothing is measured without it."""
    unknown = sorted(set(names or ()) - set(servers))
    if unknown:
        raise measure.Failure(f"no such server: {', '.join(unknown)}; there are {', '.join(servers)}")
    floors = [server.name for server in servers.values() if server.is_floor]
    if len(floors) != 1:
        raise measure.Failure(f"there must be one server of kind floor, not {len(floors)}")
    return {name: server for name, server in servers.items() if not names or name in names or name in floors}
