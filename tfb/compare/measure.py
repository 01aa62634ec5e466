"""What the scripts of this folder share: servers as child processes, a checking client, wrk, CPU clocks, statistics.

Standard library of Python 3.10 or newer only. Linux only. Nothing is sent anywhere but to 127.0.0.1.
"""

import argparse
import contextlib
import ctypes
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from client import ACCEPT, ANSWER_SECONDS_MAX, HOST, JSON_BODY, PLAINTEXT_BODY  # noqa: F401 (used by scripts)
from client import Answer, Client, check_answer, header_faults, post_bytes, request_bytes  # noqa: F401
from clocks import children_cpu_nanos, machine_cpu_nanos, memory_bytes, own_cpu_nanos, process_cpu_nanos  # noqa: F401
from clocks import process_stat, process_tree, reset_peak_memory
from failure import Failure

FOLDER = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(FOLDER, "..", "target")
TFB_JAR = os.path.normpath(os.path.join(TARGET, "tfb.jar"))
TOUR_JAR = os.path.normpath(os.path.join(FOLDER, "..", "..", "examples", "target", "tour.jar"))
LOAD_SCRIPT = os.path.join(FOLDER, "load.lua")

START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 10
# A process that closes its connections because it ends has ended for others a little later.
END_SECONDS_MAX = 0.5
PORTS_TRIED_MAX = 50
POLL_SECONDS = 0.0005

PR_SET_PDEATHSIG = 1
PR_SET_PTRACER = 0x59616D61
LIBC = ctypes.CDLL(None, use_errno=True)


def main(run):
    """Runs a script's `run()` and turns faults into one line and an exit code: 1 not met, 2 could not measure."""
    sys.stdout.reconfigure(line_buffering=True)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    try:
        sys.exit(run())
    except (Failure, OSError) as failure:
        print(f"{os.path.basename(sys.argv[0])}: {failure}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


# ---------------------------------------------------------------------------------------------------- child processes


def raise_file_limit():
    """Raises the soft limit of open files to the hard one and returns it."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def child_setup(cpu, prepare):
    """What a child does before exec: its CPUs, its limits, and dying with this process whatever happens to it."""

    def setup():
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # Lets strace attach where only ancestors may (kernel.yama.ptrace_scope = 1).
        LIBC.prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
        raise_file_limit()
        if cpu is not None:
            os.sched_setaffinity(0, {cpu} if isinstance(cpu, int) else cpu)
        if prepare is not None:
            prepare()

    return setup


def start_child(command, cpu=None, prepare=None, **options):
    """Starts a child in a session of its own, so that Ctrl-C reaches only this script, which then ends the child.

    `cpu` is one CPU, several, or None for all; `prepare` is called in the child.
    """
    try:
        return subprocess.Popen(command, preexec_fn=child_setup(cpu, prepare), start_new_session=True, **options)
    except FileNotFoundError as missing:
        raise Failure(f"not found: {missing.filename}") from missing


def end_child(process):
    """Ends a child and what it started: asks first, then insists."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS_MAX)
            break
    # The child may be gone and something it started not; the group still has its number then.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def free_port():
    """A port nobody listens on, below those that the kernel gives to clients: none of them can take it meanwhile."""
    with open("/proc/sys/net/ipv4/ip_local_port_range", encoding="ascii") as ports:
        lowest_client_port = int(ports.read().split()[0])
    candidates = range(10_000, max(10_000 + PORTS_TRIED_MAX, lowest_client_port))
    for port in random.sample(candidates, k=PORTS_TRIED_MAX):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server under measurement: `command` is a shell-like line in which `{port}` stands for the port.

    `environment` is added to this process's own, where `{port}` stands for the port too.
    As a context manager: entering starts it and waits until it accepts connections, leaving ends it.
    """

    def __init__(self, name, command, cpu=None, environment=None, prepare=None):
        self.name = name
        self.cpu = cpu
        self.prepare = prepare
        self.port = free_port()
        self.environment = {key: value.replace("{port}", str(self.port)) for key, value in (environment or {}).items()}
        self.arguments = [part.replace("{port}", str(self.port)) for part in shlex.split(command)]
        self.process = None
        self.output = None
        self.started = None

    def __enter__(self):
        self.start()
        try:
            self.wait_until_listening()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.output = tempfile.TemporaryFile("w+")
        self.started = time.monotonic_ns()
        self.process = start_child(
            self.arguments, self.cpu, self.prepare, stdin=subprocess.DEVNULL, stdout=self.output,
            stderr=subprocess.STDOUT, env={**os.environ, **self.environment},
        )

    def stop(self):
        if self.process is not None:
            end_child(self.process)

    def text(self):
        """What the server has printed so far."""
        # Read by position: the server writes through the same open file, and a seek here would move its writes.
        return os.pread(self.output.fileno(), 64 * 1024, 0).decode(errors="replace").strip()

    def require_alive(self):
        code = self.process.poll()
        if code is not None:
            raise Failure(f"{self.name} ended with code {code}; it had printed: {self.text() or 'nothing'}")

    def end_or(self, failure):
        """Why a server is left out: that it has ended, where it has, and not what was seen of that first."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(END_SECONDS_MAX)
        try:
            self.require_alive()
        except Failure as end:
            return str(end)
        return str(failure)

    def wait_until_listening(self):
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            self.require_alive()
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.01)
        raise Failure(f"{self.name} does not accept connections after {START_SECONDS_MAX} s: {self.text()}")

    def first_answer(self, path):
        """The answer to the first request that the server, just started, takes."""
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            with contextlib.suppress(ConnectionError):
                with Client(self.port) as client:
                    return client.get(path)
            time.sleep(POLL_SECONDS)
            self.require_alive()
        raise Failure(f"no answer {START_SECONDS_MAX} s after the start: {self.text()}")

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def cpu_nanos(self):
        """CPU time of the process and all its descendants, all threads, user and system."""
        return sum(process_cpu_nanos(pid) for pid in process_tree(self.process.pid))

    def settled_cpu_nanos(self, seconds_max=0.5):
        """CPU time once it has stopped growing: a server goes on closing connections when its client is gone."""
        deadline = time.monotonic() + seconds_max
        before = self.cpu_nanos()
        while time.monotonic() < deadline:
            time.sleep(0.02)
            after = self.cpu_nanos()
            # A JVM's timers use a little all the time.
            if after - before < 100_000:
                return after
            before = after
        return before

    def user_and_system_ticks(self):
        user, system = 0, 0
        for pid in process_tree(self.process.pid):
            with contextlib.suppress(OSError):
                fields = process_stat(pid)
                user += int(fields[11])
                system += int(fields[12])
        return user, system

    def java(self):
        """The `java` this server runs on, or None."""
        with contextlib.suppress(OSError):
            path = os.readlink(f"/proc/{self.process.pid}/exe")
            if os.path.basename(path) == "java":
                return path
        return None

    def jdk_tool(self, name):
        beside = os.path.join(os.path.dirname(self.java() or ""), name)
        tool = beside if os.path.exists(beside) else shutil.which(name)
        if tool is None:
            raise Failure(f"{name} is needed (it comes with a JDK)")
        return tool

    def jcmd(self, *command):
        result = subprocess.run(
            [self.jdk_tool("jcmd"), str(self.process.pid), *command], capture_output=True, text=True, timeout=60
        )
        if result.returncode != 0:
            self.require_alive()
            raise Failure(f"jcmd {' '.join(command)}: {(result.stderr or result.stdout).strip()}")
        return result.stdout

    def command_line(self):
        """What runs now: a start script has become its server."""
        with contextlib.suppress(OSError), open(f"/proc/{self.process.pid}/cmdline", "rb") as line:
            return shlex.join(line.read().rstrip(b"\0").decode(errors="replace").split("\0"))
        return shlex.join(self.arguments)

    def description(self):
        """What this server is, for the record kept with results."""
        java = self.java()
        version = None
        if java is not None:
            version = java_version(java)
        return {"name": self.name, "command": shlex.join(self.arguments), "java": version, "cpu": self.cpu}


def java_command(java, java_options, jar, options="--port {port} --loops 1"):
    """The command line of one of our jars, with a plain sentence when the jar has not been built."""
    if not os.path.exists(jar):
        raise Failure(f"{os.path.relpath(jar)} is not there; build it first: mvn package")
    if shutil.which(java) is None:
        raise Failure(f"no such java: {java}")
    return f"{shlex.quote(java)} {java_options} -jar {shlex.quote(jar)} {options}"


def java_version(java):
    text = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=True).stderr
    return " / ".join(line.strip() for line in text.splitlines())


def java_major(version):
    """The feature release in what `java -version` says: 17, 25."""
    found = re.search(r'version "(\d+)', version)
    return int(found.group(1)) if found else 0


def build_floor():
    """Compiles floor.c where it is newer than its binary, and returns the binary's path."""
    return build_tool("floor")


def build_tool(name, *flags):
    """Compiles a C file of this folder where it is newer than its binary, and returns the binary's path."""
    source = os.path.join(FOLDER, f"{name}.c")
    folder = os.path.normpath(os.path.join(TARGET, "compare"))
    binary = os.path.join(folder, name)
    if not os.path.exists(binary) or os.path.getmtime(binary) < os.path.getmtime(source):
        os.makedirs(folder, exist_ok=True)
        command = ["gcc", "-O2", "-Wall", "-Wextra", "-Werror", *flags, "-o", binary, source]
        if shutil.which("gcc") is None:
            raise Failure(f"gcc is needed to build {name}.c")
        subprocess.run(command, check=True, timeout=60)
    return binary


def require_tools(*names):
    for name in names:
        if shutil.which(name) is None:
            raise Failure(f"{name} is needed (on Debian: apt-get install {name})")


def require_cpus(*cpus):
    usable = os.sched_getaffinity(0)
    for cpu in cpus:
        if cpu not in usable:
            raise Failure(f"CPU {cpu} is not usable here; choose from {sorted(usable)}")


# ----------------------------------------------------------------------------------------------------------------- wrk


def run_wrk(server, seconds, connections, paths, depth=1, connection="keep-alive", cpu=None, threads=1,
            script_options=(), tolerant=False, environment=None):
    """One bounded run of wrk; its counts, with faults turned into a Failure unless `tolerant`.

    `script_options` are those of load.lua: `variants`, `close-every=10`; `environment` is added to this process's own.
    """
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "-s", LOAD_SCRIPT]
    command += ["-H", f"Host: {HOST}", "-H", f"Accept: {ACCEPT}", "-H", f"Connection: {connection}"]
    first_path = re.sub(r"\{\w+\}", "0", paths[0])
    command += [server.url(first_path), "--", str(depth), *script_options, *paths]
    wrk = start_child(command, cpu, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                      env={**os.environ, **(environment or {})})
    try:
        output = wrk.communicate(timeout=seconds + 15)[0]
    except subprocess.TimeoutExpired as late:
        raise Failure(f"wrk did not end {seconds + 15} s after its start") from late
    finally:
        end_child(wrk)
    server.require_alive()
    found = re.search(r"^result (\{.*\})$", output, re.MULTILINE)
    if wrk.returncode != 0 or found is None:
        raise Failure(f"wrk failed with code {wrk.returncode}: {output.strip()}")
    result = json.loads(found.group(1))
    faults = {name: count for name, count in result.items() if name in WRK_FAULTS and count > 0}
    if result["requests"] == 0 or faults and not tolerant:
        raise Failure(f"wrk on {server.name}: {result['requests']} answers, {faults or 'no faults'}")
    return result


WRK_FAULTS = ("connect_errors", "read_errors", "write_errors", "status_errors", "timeouts")


# ---------------------------------------------------------------------------------------------- environment and figures


def git(*arguments, folder=None):
    """What git prints, or a Failure in its own words: a tree that it does not look at is not a clean one."""
    try:
        result = subprocess.run(["git", "-C", folder or FOLDER, *arguments], capture_output=True, timeout=30)
    except (OSError, subprocess.SubprocessError) as fault:
        raise Failure(f"git {shlex.join(arguments)}: {fault}") from fault
    if result.returncode != 0:
        raise Failure(f"git {shlex.join(arguments)}: {' '.join(result.stderr.decode(errors='replace').split())}")
    return result.stdout


def commit_text():
    """Of what is measured; for those who keep nothing also where git does not know."""
    try:
        commit = git("rev-parse", "--short=12", "HEAD").decode().strip()
        # Results that are being written are no change of what is measured.
        changes = git("status", "--porcelain", "--", ":(top)", ":(top,exclude)tfb/compare/results")
    except Failure:
        return "unknown"
    return f"{commit} with changes" if changes else commit


def environment():
    """Where and on what a result was measured."""
    with open("/proc/cpuinfo", encoding="utf-8") as cpus:
        model = re.search(r"^(?:model name|CPU part)\s*:\s*(.*)$", cpus.read(), re.MULTILINE)
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as boot:
        boot_id = boot.read().strip()
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "commit": commit_text(),
        "kernel": os.uname().release,
        "cpu": model.group(1).strip() if model else os.uname().machine,
        "cpus": os.cpu_count(),
        "boot": boot_id,
    }


def print_environment(record, servers):
    print(f"commit {record['commit']}, kernel {record['kernel']}, {record['cpus']} x {record['cpu']}")
    for server in servers:
        description = server.description()
        print(f"{server.name}: {description['command']}")
        if description["java"]:
            print(f"    {description['java']}")


def quartiles(values):
    """Lower quartile, median, upper quartile."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    return tuple(statistics.quantiles(values, n=4, method="inclusive"))


def server_argument(text):
    """For argparse: NAME=COMMAND with {port} in the command, as a pair."""
    name, _, command = text.partition("=")
    if not name or "{port}" not in command:
        raise argparse.ArgumentTypeError(f"wants NAME=COMMAND with {{port}} in it, not: {text}")
    return name, command


def add_java_options(parser, jar):
    parser.add_argument("--java", default="java", help="the java to run our jar with (default: the one on the path)")
    parser.add_argument("--java-options", metavar="FLAGS",
                        help="JVM flags for our jar in place of the entry's, in one string: --java-options='-Xmx64m' "
                             "(default: those of ../jvm.options, and of ../jvm24.options on 24 and newer)")
    parser.add_argument("--jar", default=jar, help="our jar (default: %(default)s)")


def add_request_options(parser):
    parser.add_argument("--static-request", action="store_true",
                        help="one constant request, not variants of it in turn (order of headers, Host, Accept)")


def script_options(options):
    """For `run_wrk`, by what `add_request_options` has read."""
    return [] if options.static_request else ["variants"]
