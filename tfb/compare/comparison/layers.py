"""To which layer of a request a sample of `perf` belongs: by the functions on its stack."""

import collections
import os
import re

import measure

# From the start of a compiled method's name to its layer; the first that fits counts.
METHODS = (
    (r"dev\.vivace\.internal\.http1\.(HeadEncoder|HeadBlock|DateClock)\b", "answer head"),
    (r"dev\.vivace\.internal\.http1\.", "parsing"),
    (r"dev\.vivace\.internal\.route\.", "routing"),
    (r"dev\.vivace\.internal\.json\.|com\.dslplatform\.|dev\.vivace\.Json", "JSON"),
    (r"dev\.vivace\.internal\.net\.(NettyLoop|LoopTurn)\b", "event loop"),
    (r"dev\.vivace\.internal\.net\.", "connection"),
    (r"io\.netty\.channel\.unix\.Socket|io\.netty\.channel\.epoll\.Native", "native calls"),
    (r"io\.netty\.", "event loop"),
    (r"dev\.vivace\.", "exchange and handler"),
)

# From a function on a kernel stack to its layer.
KERNEL = (
    (r"sys_recvfrom", "kernel: receive"),
    (r"sys_sendto", "kernel: send, and delivery to the client"),
    (r"epoll_p?wait|sys_epoll", "kernel: wait for events"),
)
KERNEL_REST = "kernel: the rest"
NATIVE = "native calls"
JVM = "JVM: JIT compiler and others"
USER_REST = "the rest of user time"
# In the order of the table.
LAYERS = [layer for _, layer in KERNEL] + [KERNEL_REST, "event loop", NATIVE, "connection", "parsing", "routing",
                                          "exchange and handler", "JSON", "answer head", JVM, USER_REST]

# Address, function, and the file it is in.
FRAME = re.compile(r"\s*[0-9a-f]+ (.*?)(?: \((\S*)(?: \(deleted\))?\))?\s*$")
# What is where in a process, and its number, say nothing about what it does.
ADDRESS = re.compile(r"(\+|\b)0x[0-9a-f]+\b")
PROCESS = re.compile(r"\d{3,}")


def layer(thread, stack):
    """The layer of one sample: its thread's name, and its stack as `perf script` prints it, innermost frame first."""
    innermost = stack[0]
    if "[kernel" in innermost:
        for pattern, name in KERNEL:
            if any(re.search(pattern, frame) for frame in stack):
                return name
        return KERNEL_REST
    # The symbol of a compiled method is its signature: the result's type, the name, the parameters.
    method = place(innermost)[0].partition("(")[0].rpartition(" ")[2]
    for pattern, name in METHODS:
        if re.match(pattern, method):
            return name
    if re.search(r"/(libc|libnetty|ld-linux)|\[vdso\]|I2C/C2I|StubRoutines", innermost):
        return NATIVE
    if "libjvm" in innermost or "Interpreter" in innermost or re.match(r"C[12] Compiler|VM |G1 |GC ", thread):
        return JVM
    return USER_REST


def place(innermost):
    """Function and file of a frame, without addresses and folders: what stays in the results."""
    found = FRAME.match(innermost)
    function, file = found.groups() if found else (innermost.strip(), None)
    return ADDRESS.sub("", function), PROCESS.sub("", os.path.basename(file or ""))


def samples(text):
    """From the output of `perf script` to the number of samples by layer, thread, function and file."""
    counts = collections.Counter()
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if len(lines) > 1:
            thread = lines[0].strip()
            counts[(layer(thread, lines[1:]), thread, *place(lines[1]))] += 1
    if not counts:
        raise measure.Failure("perf took no sample")
    return counts


def shares(lines):
    """From lines of the results, each with a layer and a number of samples, to each layer's share of all."""
    counts = collections.Counter()
    for line in lines:
        counts[line["layer"]] += line["samples"]
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}
