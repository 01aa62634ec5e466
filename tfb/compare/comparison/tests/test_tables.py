"""The tables that `run` prints."""

import unittest

from comparison import tables


def line(ratio):
    return {"cpu_nanos_per_request": 217_000_000, "ratio": ratio, "load_limited": False, "disturbed": False, "errors": 0,
            "latency_micros": {"p99": 123_456}, "requests_per_second": 138_000, "peak_rss_bytes": 2 ** 30}


class TablesTest(unittest.TestCase):
    def test_keeps_wide_columns_apart(self):
        _, text = tables.row("fastapi x2", [line(ratio) for ratio in (181.0, 189.0, 219.0)])
        self.assertEqual("fastapi x2 217000.00 189.00 (185.00 to 204.00) 138000 123456 1024", " ".join(text.split()))


if __name__ == "__main__":
    unittest.main()
