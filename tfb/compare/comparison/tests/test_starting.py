"""When latency is steady."""

import unittest

from comparison.starting import steady_millis


class StartingTest(unittest.TestCase):
    def steady(self, *windows):
        return steady_millis({"p99_micros": windows, "begin_nanos": 1_500_000_000, "window_millis": 250}, 1_000_000_000)

    def test_is_steady_from_the_first_window_on(self):
        self.assertEqual(500, self.steady(*[100] * 40))

    def test_is_steady_after_the_last_slow_window(self):
        self.assertEqual(500 + 4 * 250, self.steady(900, 800, 300, 200, *[100] * 36))

    def test_forgives_single_windows(self):
        self.assertEqual(500 + 2 * 250, self.steady(900, 800, *([100, 100, 100, 400] * 9), 100, 100))

    def test_counts_a_slow_first_window(self):
        self.assertEqual(500 + 250, self.steady(900, *[100] * 39))

    def test_does_not_forgive_four_slow_windows(self):
        self.assertEqual(500 + 14 * 250, self.steady(*[100] * 10, 500, 500, 500, 500, *[100] * 26))

    def test_knows_a_machine_that_does_other_things_once_a_second(self):
        """A steady server's windows on a machine that jumps is steady from the beginning."""
        self.assertEqual(500, self.steady(*[60, 70, 65, 2_000] * 10))

    def test_sees_the_warm_up_through_that(self):
        warm_up = [9_000, 8_000, 6_000, 5_000, 4_000, 3_500, 3_000, 2_500]
        self.assertEqual(500 + 8 * 250, self.steady(*warm_up, *[60, 70, 65, 2_000] * 8))

    def test_never_becomes_steady(self):
        self.assertIsNone(self.steady(*range(4100, 100, -100)))

    def test_does_not_call_an_overloaded_server_steady(self):
        self.assertIsNone(self.steady(*[500_000] * 40))

    def test_needs_enough_windows(self):
        self.assertIsNone(self.steady(*[100] * 31))
        self.assertIsNone(self.steady())
