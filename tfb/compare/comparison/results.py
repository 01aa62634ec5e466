"""The file of results: a line of JSON for every slice, written at once, so that a run that is cut off loses nothing."""

import hashlib
import json
import os
import re
import shlex
import time

import measure

from comparison import scenarios

REPOSITORY = os.path.normpath(os.path.join(measure.FOLDER, "..", ".."))
# What has to be the same where a run goes on: the report refuses to mix any of it.
RESUME_FIELDS = ("commit", "changed", "tree", "boot", "jdk", "server_cpu", "load_cpu")
# Options that shape the slices: the same as well, as far as the file has them.
SHAPING_OPTIONS = ("quick", "rounds", "long_seconds", "paced_seconds", "typed_seconds", "steady_seconds", "group_size",
                   "fresh")
# More flags for all JVM servers.
JAVA_OPTIONS = "JAVA_OPTIONS"


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


# From the root to the last folder, where a word begins.
FOREIGN_FOLDERS = re.compile(r"(?<![\w.*/@-])/(?:[^\s/:'\"]+/)+")


def relative(text):
    """Without the place of this checkout, nor that of the JDK or another file: results are published."""
    return FOREIGN_FOLDERS.sub("", text.replace(REPOSITORY + os.sep, ""))


def git(*arguments):
    return measure.git(*arguments, folder=REPOSITORY)


def changes():
    """(whether anything is not committed, a digest of it); results do not count."""
    everything_else = ("--", ".", ":(exclude)tfb/compare/results")
    status = git("status", "--porcelain", *everything_else)
    digest = hashlib.sha256(status + git("diff", "HEAD", *everything_else))
    for name in git("ls-files", "--others", "--exclude-standard", "-z", *everything_else).split(b"\0"):
        path = os.path.join(os.fsencode(REPOSITORY), name)
        if name and os.path.isfile(path):
            with open(path, "rb") as file:
                digest.update(name + file.read())
    return bool(status), digest.hexdigest()[:12] if status else None


def jdk(java):
    """`25.0.3 (Temurin-25.0.3+9)` or the like."""
    return jdk_text(measure.java_version(java))


def jdk_text(version):
    """The same of what `java -version` said."""
    lines = version.split(" / ")
    version = re.search(r'"([^"]+)"', lines[0])
    build = re.search(r"\(build ([^)]+)\)", lines[1]) if len(lines) > 1 else None
    return (version.group(1) if version else lines[0]) + (f" (build {build.group(1)})" if build else "")


def place_line(options):
    """What every run is, that of another script too: where, on what, of what, by which command.

    A Failure where git does not say which commit this is: results of nobody knows what are none.
    """
    commit = git("rev-parse", "HEAD").decode().strip()
    changed, tree = changes()
    environment = measure.environment()
    return {
        "kind": "run",
        "id": now(),
        "commit": commit,
        "changed": changed,
        "tree": tree,
        "boot": environment["boot"],
        "kernel": environment["kernel"],
        "cpu": environment["cpu"],
        "cpus": environment["cpus"],
        "server_cpu": options.server_cpu,
        "load_cpu": options.load_cpu,
        "jdk": jdk(options.java),
        "command": relative(shlex.join(options.command)),
    }


def run_line(options):
    """What a run of `run` is: with the options that shape its slices."""
    return {
        **place_line(options),
        "java_options": relative(os.environ.get(JAVA_OPTIONS, "")),
        **{name: getattr(options, name) for name in SHAPING_OPTIONS},
    }


def default_path(run):
    name = f"{run['commit'][:12]}-{run['id'][:10]}.jsonl"
    return os.path.join(measure.FOLDER, "results", name)


def check_resumable(old, new):
    """A Failure that says what is different, where results of two runs must not be mixed."""
    names = {name: name for name in RESUME_FIELDS}
    names |= {name: "--" + name.replace("_", "-") for name in SHAPING_OPTIONS if name in old}
    if "java_options" in old:
        names["java_options"] = JAVA_OPTIONS
    texts = [f"{text} was {said(old.get(name))} and is {said(new.get(name))}" for name, text in names.items()
             if old.get(name) != new.get(name)]
    if texts:
        raise measure.Failure(f"cannot go on with that run: {'; '.join(texts)}")


def said(value):
    """A value in a sentence."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return "nothing" if value in (None, "") else str(value)


def read_lines(path):
    """The lines of a file of results; a last one that was cut off is left out."""
    lines = []
    with open(path, encoding="utf-8") as file:
        for text in file:
            if text.endswith("\n") and text.strip():
                lines.append(json.loads(text))
    return lines


def text_of(line):
    return json.dumps(line, separators=(",", ":")) + "\n"


class Results:
    """What has been measured, in the file and in memory."""

    def __init__(self, path, lines=()):
        self.path = path
        self.lines = list(lines)
        self.file = None

    @classmethod
    def create(cls, path, run):
        """A new file; an existing one is not touched: another name is taken."""
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        stem, extension = os.path.splitext(path)
        number = 1
        while os.path.exists(path):
            number += 1
            path = f"{stem}-{number}{extension}"
        results = cls(path)
        results.file = open(path, "x", encoding="utf-8")
        results.add(run)
        return results

    @classmethod
    def resume(cls, path, run):
        """The file of a run that was cut off, without the units that it did not finish: they are measured again.

        `run` goes to its end: each command is on record, with its time.
        """
        lines = read_lines(path)
        if not lines or lines[0].get("kind") != "run":
            raise measure.Failure(f"{path} does not begin with a line of the kind run")
        check_resumable(lines[0], run)
        done = {scenarios.parse_parameter(line) for line in lines if line["kind"] == "done"}
        lines = [line for line in lines if "scenario" not in line or scenarios.parse_parameter(line) in done]
        results = cls(path, lines)
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.writelines(text_of(line) for line in lines)
        os.replace(path + ".new", path)
        results.file = open(path, "a", encoding="utf-8")
        results.add(run)
        return results

    def close(self):
        if self.file:
            self.file.close()

    def add(self, line):
        self.lines.append(line)
        self.file.write(text_of(line))
        self.file.flush()

    def of_kind(self, kind):
        return [line for line in self.lines if line["kind"] == kind]

    def is_done(self, unit):
        key = (unit.scenario.name, unit.value)
        return any(scenarios.parse_parameter(line) == key for line in self.of_kind("done"))
