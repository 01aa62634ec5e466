"""When latency is steady."""

import unittest

from comparison.starting import steady_millis


class StartingTest(unittest.TestCase):
    def steady(self, *windows):
        return steady_millis({"p99_micros": windows, "begin_nanos": 1_500_000_000, "window_millis": 250}, 1_000_000_000)

    def test_is_steady_from_the_first_window_on(self):
        self.assertEqual(500, self.steady(*[100] * 20))

    def test_is_steady_after_the_last_slow_window(self):
        self.assertEqual(500 + 4 * 250, self.steady(900, 800, 300, 200, *[100] * 16))

    def test_forgives_a_single_window(self):
        self.assertEqual(500 + 2 * 250, self.steady(900, 800, 100, 100, 400, *[100] * 15))

    def test_counts_a_slow_first_window(self):
        self.assertEqual(500 + 250, self.steady(900, *[100] * 19))

    def test_never_becomes_steady(self):
        self.assertIsNone(self.steady(*range(2100, 100, -100)))

    def test_does_not_call_an_overloaded_server_steady(self):
        self.assertIsNone(self.steady(*[500_000] * 20))

    def test_needs_enough_windows(self):
        self.assertIsNone(self.steady(*[100] * 15))
        self.assertIsNone(self.steady())
