"""When the load generator was the limit."""

import unittest

from comparison.meter import cpus_of, is_load_limited

ONE, OTHER, BOTH = frozenset((0,)), frozenset((1,)), frozenset((0, 1))


class LoadLimitTest(unittest.TestCase):
    def test_is_the_limit_where_it_is_busy_and_the_server_is_not(self):
        self.assertTrue(is_load_limited(80, 99, ONE, OTHER))
        self.assertTrue(is_load_limited(80, 99, ONE))

    def test_is_not_where_the_server_is_busy_too(self):
        self.assertFalse(is_load_limited(99, 99, ONE, OTHER))

    def test_is_not_where_it_has_time_left(self):
        self.assertFalse(is_load_limited(80, 95, ONE, OTHER))

    def test_has_a_limit_for_each_of_its_threads(self):
        self.assertFalse(is_load_limited(92, 107, ONE, frozenset((1, 2)), threads=2))
        self.assertTrue(is_load_limited(92, 197, ONE, frozenset((1, 2)), threads=2))

    def test_has_no_more_than_its_cpus(self):
        self.assertTrue(is_load_limited(80, 99, ONE, OTHER, threads=2))

    def test_is_not_where_both_together_had_all_of_the_machine(self):
        self.assertFalse(is_load_limited(3, 196, BOTH, BOTH, threads=2))
        self.assertFalse(is_load_limited(92, 107, BOTH, BOTH, threads=2))
        self.assertFalse(is_load_limited(92, 107, BOTH, BOTH, threads=1))

    def test_is_where_it_was_busy_and_the_machine_was_not(self):
        four = frozenset(range(4))
        self.assertTrue(is_load_limited(100, 198, four, four, threads=2))
        self.assertFalse(is_load_limited(192, 198, four, four, threads=2))

    def test_counts_the_cpus_of_a_server(self):
        self.assertTrue(is_load_limited(150, 99, BOTH, frozenset((2,))))
        self.assertFalse(is_load_limited(198, 99, BOTH, frozenset((2,))))

    def test_knows_cpus_however_they_are_named(self):
        self.assertEqual(OTHER, cpus_of(1))
        self.assertEqual(BOTH, cpus_of({0, 1}))
        self.assertGreaterEqual(len(cpus_of(None)), 1)
