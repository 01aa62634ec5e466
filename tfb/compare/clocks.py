"""What the kernel knows of processes: CPU time and memory of a process and its descendants, CPU time of the machine."""

import contextlib
import os
import re
import resource
import time

CLOCK_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


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
    return time.process_time_ns() + children_cpu_nanos()


def children_cpu_nanos():
    """CPU time of the children that this process has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return int((children.ru_utime + children.ru_stime) * 1e9)


def memory_bytes(root):
    """(now, highest since `reset_peak_memory`) resident memory of a process and its descendants.

    Pages that several of them share count for each, so a server of many processes looks larger than it is.
    """
    now, peak = 0, 0
    for pid in process_tree(root):
        with contextlib.suppress(OSError, AttributeError):
            with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as status:
                text = status.read()
            now += int(re.search(r"^VmRSS:\s+(\d+) kB", text, re.MULTILINE).group(1)) * 1024
            peak += int(re.search(r"^VmHWM:\s+(\d+) kB", text, re.MULTILINE).group(1)) * 1024
    return now, max(now, peak)


def reset_peak_memory(root):
    """Lets the kernel watch for the highest resident memory from now on (proc(5), clear_refs)."""
    for pid in process_tree(root):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/clear_refs", "w", encoding="ascii") as clear:
            clear.write("5")
