"""The sample results, and changed copies of them."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(FOLDER, "fixtures", "sample.jsonl")
REPORT = os.path.normpath(os.path.join(FOLDER, "..", "..", "report"))
TITLES = {"zero": "Zero", "alpha": "Alpha 1", "beta": "Beta|2 (with a [pipe])", "gamma": "Gamma <3>"}


def lines():
    with open(SAMPLE, encoding="utf-8") as file:
        return [json.loads(text) for text in file]


def changed(change):
    """All lines after `change(line)`, which may alter one, or return False to leave it out."""
    return [line for line in lines() if change(line) is not False]


def write(folder, content, name="results.jsonl"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in content)
    return path


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as path:
        yield path


def report(*arguments):
    """The finished process of the script itself."""
    return subprocess.run([sys.executable, REPORT, *arguments], capture_output=True, text=True, timeout=60)
