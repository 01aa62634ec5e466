"""The figures of TLS: which slices count, what they come to, and the certificate and client behind them."""

import json
import os
import ssl
import tempfile
import unittest

from comparison import secure, secure_tables

HANDSHAKE = secure.SCENARIOS["handshake"]
RESUMED = secure.SCENARIOS["resumed"]
KEEP_ALIVE = secure.SCENARIOS["keep-alive"]


def line(server="go", scenario="handshake", number=1, micros=100.0, **different):
    return {"kind": "slice", "server": server, "scenario": scenario, "round": number, "phase": "measured",
            "cpu_nanos_per_request": micros * 1000, "requests": 5000, "errors": 0, "handshakes": 4990, "resumed": 0,
            "protocol": secure.PROTOCOL, "cipher": secure.CIPHER, "disturbed": False, "others_percent": 1.0,
            "load_limited": False, **different}


class FaultsTest(unittest.TestCase):
    def faults(self, scenario, **different):
        return "; ".join(secure.faults(scenario, line(**different)))

    def test_takes_a_good_slice(self):
        self.assertEqual("", self.faults(HANDSHAKE))

    def test_refuses_resumed_handshakes_where_all_are_to_be_full(self):
        self.assertEqual("7 of 4990 handshakes were resumed", self.faults(HANDSHAKE, resumed=7))
        self.assertEqual("", self.faults(RESUMED, resumed=4900))

    def test_refuses_another_protocol_or_cipher(self):
        self.assertIn("TLSv1.2 with", self.faults(HANDSHAKE, protocol="TLSv1.2"))
        self.assertIn("wanted TLSv1.3 with TLS_AES_128_GCM_SHA256",
                      self.faults(HANDSHAKE, cipher="TLS_AES_256_GCM_SHA384"))

    def test_refuses_another_number_of_handshakes_than_of_requests(self):
        self.assertEqual("", self.faults(HANDSHAKE, handshakes=4936))
        self.assertEqual("4935 handshakes for 5000 requests", self.faults(HANDSHAKE, handshakes=4935))

    def test_refuses_more_than_one_error_in_a_thousand(self):
        self.assertEqual("", self.faults(KEEP_ALIVE, errors=5))
        self.assertEqual("6 errors in 5000 answers", self.faults(KEEP_ALIVE, errors=6))

    def test_asks_for_no_handshakes_on_connections_that_stay(self):
        self.assertEqual("", self.faults(KEEP_ALIVE, handshakes=0, protocol=None, cipher=None))


class TableTest(unittest.TestCase):
    def test_shows_medians_with_quartiles_and_a_dash_for_what_is_missing(self):
        lines = [line(number=number, micros=micros) for number, micros in enumerate((250, 200, 400, 500, 100), 1)]
        lines += [line(scenario="keep-alive", micros=20.0), line(server="netty-jdk", scenario="keep-alive", micros=40)]
        self.assertEqual([
            "| server | `/json`, µs | `/json` a CPU second | full handshake, µs | full handshakes a CPU second |",
            "| --- | --- | --- | --- | --- |",
            "| go | 20.0 (20.0 to 20.0) | 50,000 (50,000 to 50,000) | 250 (200 to 400) | 4,000 (2,500 to 5,000) |",
            "| netty-jdk | 40.0 (40.0 to 40.0) | 25,000 (25,000 to 25,000) | - | - |",
        ], secure_tables.table(lines, ["go", "netty-jdk"], ["keep-alive", "handshake"]))

    def test_leaves_warm_up_and_disturbed_slices_out(self):
        lines = [line(micros=900, phase="warm-up"), line(micros=800, disturbed=True), line(micros=100)]
        self.assertEqual((100, 100, 100), secure_tables.quartiles_of_micros(lines))

    def test_takes_the_least_disturbed_slice_of_a_round_that_was_never_quiet(self):
        lines = [line(micros=800, disturbed=True, others_percent=30), line(micros=300, disturbed=True, others_percent=9)]
        self.assertEqual((300, 300, 300), secure_tables.quartiles_of_micros(lines))
        self.assertEqual(["handshake, go: 1 of 1 slices disturbed; 0 of 4990 handshakes resumed"],
                         list(secure_tables.notes(lines, ["go"], ["handshake"])))

    def test_says_where_wrk_was_the_limit(self):
        lines = [line(number=number, load_limited=number < 3, handshakes=0) for number in (1, 2, 3)]
        self.assertEqual(["handshake, go: wrk was the limit"],
                         list(secure_tables.notes(lines, ["go"], ["handshake"])))


class HandshakesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_reads_what_the_library_wrote(self):
        path = os.path.join(self.folder, "counts.json")
        counts = {"handshakes": 12, "resumed": 3, "protocol": "TLSv1.3", "cipher": secure.CIPHER}
        with open(path, "w", encoding="ascii") as file:
            json.dump(counts, file)
        self.assertEqual(counts, secure.handshakes(path))

    def test_knows_of_none_where_it_wrote_nothing(self):
        self.assertEqual({"handshakes": 0, "resumed": 0, "protocol": None, "cipher": None},
                         secure.handshakes(os.path.join(self.folder, "counts.json")))

    def test_makes_a_certificate_that_its_client_trusts(self):
        files = secure.Files(self.folder)
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(files.chain, files.key)
        client = ssl.create_default_context(cafile=files.chain)
        self.assertEqual(1, client.cert_store_stats()["x509"])
        self.assertTrue(os.path.exists(files.library))
        self.assertNotIn("TLS_CLIENT_RESUMES", files.wrk_environment(HANDSHAKE))
        self.assertEqual("1", files.wrk_environment(RESUMED)["TLS_CLIENT_RESUMES"])


if __name__ == "__main__":
    unittest.main()
