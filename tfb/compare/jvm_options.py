"""The JVM flags of the entry, from the files that its images and `servers/jvm/start-vivace` give to `java` as `@file`.

Scripts that run our jar take them from here unless `--java-options` replaces them. They are written out in the command
line, so that a result says which they were.
"""

import os
import re
import shlex
import shutil

import measure

FILE = os.path.normpath(os.path.join(measure.FOLDER, "..", "jvm.options"))
# What older ones do not know.
NEWER_FILE = os.path.normpath(os.path.join(measure.FOLDER, "..", "jvm24.options"))
NEWER_FEATURE = 24
COLLECTOR = re.compile(r"-XX:[+-]Use\w+GC")


def flags(java):
    """Those of the entry on this java, a list."""
    if shutil.which(java) is None:
        raise measure.Failure(f"no such java: {java}")
    newer = measure.java_major(measure.java_version(java)) >= NEWER_FEATURE
    return read(FILE) + (read(NEWER_FILE) if newer else [])


def read(file):
    with open(file, encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def without_collector(some):
    """For a measurement that brings a collector of its own: a JVM takes one only."""
    return [flag for flag in some if not COLLECTOR.fullmatch(flag)]


def line(options):
    """The flags for our jar, in one string, by what `measure.add_java_options` has read."""
    return shlex.join(flags(options.java)) if options.java_options is None else options.java_options
