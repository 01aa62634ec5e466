"""The orders themselves: what has to be right about them is told once more here, by hand."""

import json
import re
import unittest

import orders


def is_text(value, most):
    return isinstance(value, str) and value.strip() and len(value) <= most


def is_number(value, most):
    return type(value) is int and 1 <= value <= most


def is_line(line):
    return (isinstance(line, dict) and isinstance(line.get("sku"), str) and 1 <= len(line["sku"]) <= 12
            and is_number(line.get("quantity"), 1000) and is_number(line.get("price"), 1_000_000))


def is_order(body):
    try:
        order = json.loads(body)
    except ValueError:
        return False
    if not isinstance(order, dict) or not isinstance(order.get("address"), dict) or not isinstance(order.get("lines"), list):
        return False
    address, lines = order["address"], order["lines"]
    country = address.get("country")
    return bool(is_number(order.get("id"), 2**53 - 1) and is_text(order.get("name"), 40)
                and is_text(address.get("street"), 60) and is_text(address.get("city"), 40)
                and isinstance(country, str) and re.fullmatch("[A-Z]{2}", country)
                and 1 <= len(lines) <= 20 and all(map(is_line, lines)))


class OrdersTest(unittest.TestCase):
    def test_has_different_orders_of_200_bytes(self):
        self.assertEqual({200}, {len(body) for body in orders.accepted()})
        self.assertEqual(64, len(set(orders.accepted())))
        # Some letters are more than a byte, most are not.
        self.assertEqual(8, sum(not body.isascii() for body in orders.accepted()))

    def test_has_a_nested_object_and_a_list(self):
        for body in orders.accepted():
            order = json.loads(body)
            self.assertIsInstance(order["address"], dict)
            self.assertEqual(2, len(order["lines"]))

    def test_accepts_what_is_right(self):
        for body in orders.accepted() + orders.unusual():
            self.assertTrue(is_order(body), body)

    def test_refuses_what_is_wrong(self):
        for each in orders.refused():
            with self.subTest(each.what):
                self.assertFalse(is_order(each.body))
        self.assertEqual(len(orders.refused()), len({each.what for each in orders.refused()}))

    def test_knows_what_is_not_even_json(self):
        for each in orders.refused():
            if each.malformed:
                self.assertRaises(ValueError, json.loads, each.body)

    def test_knows_the_answer(self):
        body = (b'{"id":7,"name":"Z","lines":[{"sku":"a","quantity":2,"price":50},{"sku":"b","quantity":3,"price":1}]}')
        self.assertEqual(b'{"id":7,"name":"Z","count":2,"total":103}', orders.answer_bytes(body))
        self.assertTrue(all(len(orders.answer_bytes(body)) >= 27 for body in orders.accepted()))
