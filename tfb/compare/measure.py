"""What the scripts of this folder share: servers as child processes, a checking client, wrk, CPU clocks, statistics.

Standard library of Python 3.10 or newer only. Linux only. Nothing is sent anywhere but to 127.0.0.1.
"""

import argparse
import contextlib
import ctypes
import email.utils
import json
import os
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

FOLDER = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(FOLDER, "..", "target")
TFB_JAR = os.path.normpath(os.path.join(TARGET, "tfb.jar"))
TOUR_JAR = os.path.normpath(os.path.join(FOLDER, "..", "..", "examples", "target", "tour.jar"))
LOAD_SCRIPT = os.path.join(FOLDER, "load.lua")

JSON_BODY = b'{"message":"Hello, World!"}'
PLAINTEXT_BODY = b"Hello, World!"
HOST = "tfb-server:8080"
ACCEPT = "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7"

# An answer that is not there after this long is a failure, whatever is measured.
ANSWER_SECONDS_MAX = 10
START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 10

CLOCK_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG = 1
PR_SET_PTRACER = 0x59616D61
IP_BIND_ADDRESS_NO_PORT = 24
LIBC = ctypes.CDLL(None, use_errno=True)


class Failure(Exception):
    """Something that makes the measurement worthless or the requirement unmet; its text is for the user."""


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


def child_setup(cpu):
    """What a child does before exec: its CPU, its limits, and dying with this process whatever happens to it."""

    def setup():
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # Lets strace attach where only ancestors may (kernel.yama.ptrace_scope = 1).
        LIBC.prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
        raise_file_limit()
        if cpu is not None:
            os.sched_setaffinity(0, {cpu})

    return setup


def start_child(command, cpu=None, **options):
    """Starts a child in a session of its own, so that Ctrl-C reaches only this script, which then ends the child."""
    try:
        return subprocess.Popen(command, preexec_fn=child_setup(cpu), start_new_session=True, **options)
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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server under measurement: `command` is a shell-like line in which `{port}` stands for the port.

    As a context manager: entering starts it and waits until it accepts connections, leaving ends it.
    """

    def __init__(self, name, command, cpu=None):
        self.name = name
        self.cpu = cpu
        self.port = free_port()
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
            self.arguments, self.cpu, stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT
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

    def wait_until_listening(self):
        deadline = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < deadline:
            self.require_alive()
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.01)
        raise Failure(f"{self.name} does not accept connections after {START_SECONDS_MAX} s: {self.text()}")

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
    source = os.path.join(FOLDER, "floor.c")
    folder = os.path.normpath(os.path.join(TARGET, "compare"))
    binary = os.path.join(folder, "floor")
    if not os.path.exists(binary) or os.path.getmtime(binary) < os.path.getmtime(source):
        os.makedirs(folder, exist_ok=True)
        command = ["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", binary, source]
        if shutil.which("gcc") is None:
            raise Failure("gcc is needed to build the floor")
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


# ------------------------------------------------------------------------------------------------------- the CPU clocks


def process_stat(pid):
    """The fields of /proc/PID/stat after the name, so that the state is field 0 and utime field 11."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
        return stat.read().rpartition(")")[2].split()


def process_tree(root):
    """The process and its living descendants."""
    pids = [root]
    for pid in pids:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as children:
                    pids.extend(int(child) for child in children.read().split())
    return pids


def process_cpu_nanos(pid):
    """User and system time of all threads of a process, dead ones and reaped children too.

    The process's own CPU clock has the scheduler's resolution, /proc/PID/stat only ticks of 10 ms; the number of
    that clock is the kernel's encoding of the process id (clock_getcpuclockid).
    """
    try:
        reaped = sum(int(field) for field in process_stat(pid)[13:15])
        return time.clock_gettime_ns((~pid << 3) | 2) + reaped * 1_000_000_000 // CLOCK_TICKS_PER_SECOND
    except OSError:
        return 0


def machine_cpu_nanos():
    """(busy, stolen) time of all CPUs since boot."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _idle, _iowait, irq, softirq, steal = (int(field) for field in stat.readline().split()[1:9])
    tick = 1_000_000_000 // CLOCK_TICKS_PER_SECOND
    return (user + nice + system + irq + softirq) * tick, steal * tick


def own_cpu_nanos():
    """CPU time of this process and the children it has waited for (wrk among them)."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time_ns() + int((children.ru_utime + children.ru_stime) * 1e9)


# ------------------------------------------------------------------------------------------------------------ a client


class Answer:
    def __init__(self, status_line, headers, body, length):
        self.status_line = status_line
        self.headers = headers  # names in lower case
        self.body = body
        self.length = length  # bytes on the wire, head and body


class Client:
    """A small blocking HTTP/1.1 client that checks framing. Answers must carry Content-Length."""

    def __init__(self, port, address="127.0.0.1"):
        self.socket = socket.socket()
        self.socket.settimeout(ANSWER_SECONDS_MAX)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if address != "127.0.0.1":
            # The port is then chosen at connect, for the pair of addresses.
            self.socket.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
            self.socket.bind((address, 0))
        self.socket.connect(("127.0.0.1", port))
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def get(self, path, connection="keep-alive"):
        self.send(request_bytes(path, connection))
        return self.read_answer()

    def send(self, data):
        self.socket.sendall(data)

    def fill(self):
        data = self.socket.recv(65536)
        if not data:
            raise Failure(f"connection closed in the middle of an answer, after {self.buffer!r}")
        self.buffer += data

    def read_answer(self):
        try:
            while b"\r\n\r\n" not in self.buffer:
                self.fill()
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            status_line, *lines = head.decode("latin-1").split("\r\n")
            headers = {}
            for line in lines:
                name, _, value = line.partition(":")
                headers[name.strip().lower()] = value.strip()
            if not headers.get("content-length", "").isdigit():
                raise Failure(f"answer without Content-Length: {head!r}")
            length = int(headers["content-length"])
            while len(self.buffer) < length:
                self.fill()
        except TimeoutError as late:
            raise Failure(f"no complete answer within {ANSWER_SECONDS_MAX} s") from late
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return Answer(status_line, headers, body, len(head) + 4 + length)

    def expect_end(self):
        """The server must close the connection now, without another byte."""
        try:
            rest = self.buffer + self.socket.recv(1)
        except TimeoutError as late:
            raise Failure("the connection stayed open after an answer to Connection: close") from late
        if rest:
            raise Failure(f"bytes after the last answer: {rest!r}")


def request_bytes(path, connection="keep-alive"):
    """The request of the TechEmpower load, the same headers that wrk sends here."""
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: {ACCEPT}\r\nConnection: {connection}\r\n\r\n".encode()


def check_answer(answer, path, server="the server"):
    """Raises a Failure that says what is wrong with an answer to one of the paths measured here."""
    faults = []
    if answer.status_line != "HTTP/1.1 200 OK":
        faults.append(f"status line {answer.status_line!r}")
    faults.extend(header_faults(answer.headers))
    expected = {"/json": (JSON_BODY, "application/json"), "/plaintext": (PLAINTEXT_BODY, "text/plain")}.get(path)
    if expected is not None:
        body, content_type = expected
        if answer.body != body:
            faults.append(f"body {answer.body!r}")
        if answer.headers.get("content-type", "").split(";")[0].strip() != content_type:
            faults.append(f"Content-Type {answer.headers.get('content-type')!r}")
    elif not answer.body:
        faults.append("empty body")
    if faults:
        raise Failure(f"wrong answer of {server} to {path}: {', '.join(faults)}")


def header_faults(headers):
    if not headers.get("server"):
        yield "no Server header"
    date = headers.get("date", "")
    try:
        age = time.time() - email.utils.parsedate_to_datetime(date).timestamp()
        # Whole seconds, refreshed once a second: up to two seconds old, and never from the future.
        if len(date) != 29 or not -0.1 < age < 2.5:
            yield f"Date {date!r} ({age:.1f} s old)"
    except (TypeError, ValueError):
        yield f"Date {date!r}"


# ----------------------------------------------------------------------------------------------------------------- wrk


def run_wrk(server, seconds, connections, paths, depth=1, connection="keep-alive", cpu=None):
    """One bounded run of wrk; its counts, with faults turned into a Failure."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", LOAD_SCRIPT]
    command += ["-H", f"Host: {HOST}", "-H", f"Accept: {ACCEPT}", "-H", f"Connection: {connection}"]
    command += [server.url(paths[0].replace("{id}", "1")), "--", str(depth), *paths]
    wrk = start_child(command, cpu, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
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
    if faults or result["requests"] == 0:
        raise Failure(f"wrk on {server.name}: {result['requests']} answers, {faults or 'no faults'}")
    return result


WRK_FAULTS = ("connect_errors", "read_errors", "write_errors", "status_errors", "timeouts")


# ---------------------------------------------------------------------------------------------- environment and figures


def environment():
    """Where and on what a result was measured."""

    def git(*arguments):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            return subprocess.run(
                ["git", "-C", FOLDER, *arguments], capture_output=True, text=True, timeout=10, check=True
            ).stdout.strip()
        return None

    commit = git("rev-parse", "--short=12", "HEAD") or "none"
    if git("status", "--porcelain"):
        commit += " with changes"
    with open("/proc/cpuinfo", encoding="utf-8") as cpus:
        model = re.search(r"^(?:model name|CPU part)\s*:\s*(.*)$", cpus.read(), re.MULTILINE)
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as boot:
        boot_id = boot.read().strip()
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "commit": commit,
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
    parser.add_argument("--java-options", default="", metavar="FLAGS",
                        help="JVM flags for our jar, in one string: --java-options='-Xmx64m -Xss1m'")
    parser.add_argument("--jar", default=jar, help="our jar (default: %(default)s)")
