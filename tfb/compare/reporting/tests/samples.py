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


def typed_lines():
    """Results of the scenarios of orders alone: validation costs Alpha 10 % and Beta 50 %."""
    content = [line for line in lines() if line["kind"] in ("run", "server") and line.get("server") != "gamma"]
    for number in (1, 2, 3):
        for server, cost, factor in (("zero", 1000, 1.0), ("alpha", 2000, 1.1), ("beta", 4000, 1.5)):
            for scenario, own in (("typed", cost * factor), ("typed-unchecked", cost)):
                line = {"kind": "slice", "scenario": scenario, "parameter": None, "phase": "measured", "round": number,
                        "server": server, "cpu_nanos_per_request": own, "ratio": None, "requests": 1000, "errors": 0,
                        "requests_per_second": 100_000, "server_percent": 99.0, "disturbed": False,
                        "load_limited": False, "latency_micros": {"mean": 10, "p99": 20}, "latency_corrected": False}
                if server != "zero":
                    line["ratio"] = own / 1000
                    if scenario == "typed":
                        line["ratio_to_unchecked"] = factor
                content.append(line)
    return content + [{"kind": "done", "scenario": scenario, "parameter": None} for scenario in
                      ("typed", "typed-unchecked")]


def pair_lines():
    """The half minutes on a small machine with a multiple of their own, and pairs of slices: Alpha has 1.5 in these."""
    content = lines()
    half = [line for line in content if line.get("scenario") == "small-machine" and line["kind"] == "slice"
            and line["server"] == "alpha"]
    return content + [{**half[0], "phase": "pair", "round": number, "ratio": ratio, "disturbed": disturbed,
                       "cpu_nanos_per_request": 1, "peak_rss_bytes": 1, "requests": 10, "errors": 0}
                      for number, ratio, disturbed in ((1, 1.4, False), (2, 9.0, True), (2, 1.5, False), (3, 1.7, False))]


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
