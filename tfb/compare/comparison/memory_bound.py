"""512 MB for a server: a control group where one can be made, else the JVM's idea of the machine's memory."""

import contextlib
import os

LIMIT_BYTES = 512 * 1024 * 1024
JVM_OPTION = "-XX:MaxRAM=512m"
# The folder of the groups, the file of the limit and those that keep memory from being swapped out.
VERSION_2 = ("/sys/fs/cgroup", "memory.max", {"memory.swap.max": "0"})
VERSION_1 = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes", {"memory.swappiness": "0"})


class MemoryBound:
    """As a context manager it makes the group and removes it again; `prepare` is for the child to call."""

    PLACES = (VERSION_2, VERSION_1)

    def __init__(self, places=PLACES):
        self.places = places
        self.group = None

    def __enter__(self):
        for parent, limit, others in self.places:
            group = os.path.join(parent, f"vivace-compare-{os.getpid()}")
            if self.make(group, limit, others):
                self.group = group
                break
        return self

    def __exit__(self, *_):
        if self.group:
            with contextlib.suppress(OSError):
                os.rmdir(self.group)

    def make(self, group, limit, others):
        try:
            os.mkdir(group)
        except OSError:
            return False
        try:
            # A limit that is not there before it is written is one of a controller that is not on.
            with open(os.path.join(group, limit), "r+", encoding="ascii") as file:
                file.write(str(LIMIT_BYTES))
            for name, value in others.items():
                with contextlib.suppress(OSError), open(os.path.join(group, name), "r+", encoding="ascii") as file:
                    file.write(value)
            return True
        except OSError:
            with contextlib.suppress(OSError):
                os.rmdir(group)
            return False

    @property
    def prepare(self):
        group = self.group
        if group is None:
            return None

        def join():
            with open(os.path.join(group, "cgroup.procs"), "w", encoding="ascii") as processes:
                processes.write(str(os.getpid()))

        return join

    def environment(self, folder):
        return {"JAVA_OPTIONS": JVM_OPTION} if self.group is None and folder.is_jvm else {}

    def kind(self, folder):
        """How this server is bounded, for the record."""
        if self.group:
            return "control group"
        return JVM_OPTION if folder.is_jvm else "none"
