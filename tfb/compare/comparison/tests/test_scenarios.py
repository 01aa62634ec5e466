"""What there is to measure."""

import unittest

import orders
from comparison import scenarios
from comparison.scenarios import SCENARIOS


class ScenariosTest(unittest.TestCase):
    def test_has_a_unit_for_every_value_of_a_parameter(self):
        units = SCENARIOS["size"].units()
        self.assertEqual(list(scenarios.SIZES), [unit.value for unit in units])
        self.assertEqual({"name": "bytes", "value": 1024}, units[2].parameter)
        self.assertEqual("/size/1024", units[2].path)

    def test_has_one_unit_without_parameter(self):
        (unit,) = SCENARIOS["json-64"].units()
        self.assertIsNone(unit.parameter)
        self.assertEqual("json-64", str(unit))

    def test_uses_fewer_connections_for_large_answers(self):
        counts = {unit.value: unit.connections for unit in SCENARIOS["size"].units()}
        self.assertEqual((64, 64, 16, 8), (counts[27], counts[16384], counts[65536], counts[1048576]))

    def test_lets_the_floor_do_as_much_as_the_scenario_needs(self):
        self.assertEqual("", SCENARIOS["json-64"].units()[0].floor_options)
        self.assertEqual("--close", SCENARIOS["close-1"].units()[0].floor_options)
        self.assertEqual("--close", SCENARIOS["close-10"].units()[0].floor_options)
        self.assertEqual("--body-bytes 27", SCENARIOS["size"].units()[0].floor_options)

    def test_knows_where_clients_close(self):
        closing = [name for name, scenario in SCENARIOS.items() if scenario.units()[0].closing]
        self.assertEqual(["close-1", "close-10"], closing)

    def test_tells_wrk_how_to_vary(self):
        self.assertEqual(["variants", "close-every=10"], SCENARIOS["close-10"].units()[0].script_options)
        self.assertEqual(["variants", "routes=10000"], SCENARIOS["many"].units()[-1].script_options)

    def test_posts_orders_of_a_file(self):
        (unit,) = SCENARIOS["typed"].units()
        self.assertEqual(["variants", f"bodies={orders.ACCEPTED_FILE}"], unit.script_options)
        self.assertRegex(unit.floor_options, r"^--body-bytes [3-9]\d$")
        self.assertEqual(150, unit.connections)

    def test_measures_two_kinds_of_orders_as_one_unit(self):
        (unit,) = SCENARIOS["typed"].units()
        twin = unit.twin()
        self.assertEqual(("typed", "typed-unchecked"), unit.scenario.names)
        self.assertEqual(("typed-unchecked", "/typed-unchecked"), (twin.scenario.name, twin.path))
        self.assertEqual(unit.floor_options, twin.floor_options)
        self.assertNotIn("typed-unchecked", SCENARIOS)

    def test_gives_routes_only_to_many(self):
        self.assertEqual(0, SCENARIOS["size"].units()[0].route_count)
        self.assertEqual(10000, SCENARIOS["many"].units()[-1].route_count)

    def test_quick_names_scenarios_that_exist(self):
        self.assertEqual([], [name for name in scenarios.QUICK_SCENARIOS if name not in SCENARIOS])

    def test_reads_the_key_of_a_line(self):
        self.assertEqual(("size", 27), scenarios.parse_parameter(
            {"scenario": "size", "parameter": {"name": "bytes", "value": 27}}))
        self.assertEqual(("start", None), scenarios.parse_parameter({"scenario": "start"}))
