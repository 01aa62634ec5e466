"""The pictures: well-formed, complete, legible by numbers; how they look was looked at."""

import re
import types
import unittest
import xml.etree.ElementTree

from reporting import bar_chart, charts, results, scales, summary, svg
from . import samples

SVG = "{http://www.w3.org/2000/svg}"


def drawn(content=None):
    """All charts of the samples, by name: pairs of the parsed picture and its text."""
    with samples.folder() as folder:
        found = results.load([samples.write(folder, content or samples.lines())])
    blocks = summary.summarise(found)
    texts = {chart.name: chart.draw() for block in blocks.values() for chart in charts.charts_of(block, found)}
    return {name: (xml.etree.ElementTree.fromstring(text), text) for name, text in texts.items()}


def words(picture):
    return [" ".join("".join(element.itertext()).split()) for element in picture.iter(f"{SVG}text")]


def luminance(colour):
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class ChartsTest(unittest.TestCase):
    def test_should_draw_the_charts_of_each_scenario(self):
        self.assertEqual(
            ["json-64-cpu", "json-64-throughput", "paced-50-cpu", "paced-50-latency", "plaintext-16-cpu",
             "plaintext-16-throughput", "size-cpu", "small-machine-cpu", "small-machine-memory",
             "small-machine-throughput", "start-first-answer"], sorted(drawn()))

    def test_should_show_each_server_with_a_result(self):
        for name, servers in (("json-64-cpu", samples.TITLES), ("small-machine-memory", samples.TITLES),
                              ("start-first-answer", samples.TITLES), ("paced-50-latency", ("zero", "alpha", "beta")),
                              ("plaintext-16-cpu", ("zero", "alpha"))):
            shown = " ".join(words(drawn()[name][0]))
            for server in servers:
                self.assertIn(samples.TITLES[server], shown, name)

    def test_should_name_the_lines_at_their_ends(self):
        self.assertLessEqual({"zero", "alpha", "beta", "gamma"}, set(words(drawn()["size-cpu"][0])))

    def test_should_name_who_failed(self):
        self.assertIn("Failed: Gamma <3>.", words(drawn()["plaintext-16-cpu"][0]))

    def test_should_name_whose_latency_is_of_another_rate(self):
        def ask(line):
            if line.get("scenario") == "paced-50" and line["kind"] == "slice":
                line["rate"] = line["requests_per_second"] = 2000 if line["server"] == "beta" else 1000

        def ask_all_the_same(line):
            if line.get("scenario") == "paced-50" and line["kind"] == "slice":
                line["rate"] = line["requests_per_second"] = 1000

        shown = " ".join(words(drawn(samples.changed(ask))["paced-50-latency"][0]))
        self.assertIn(f"Asked for 2,000 requests/s, the others for 1,000: {samples.TITLES['beta']}.", shown)
        same = " ".join(words(drawn(samples.changed(ask_all_the_same))["paced-50-latency"][0]))
        self.assertNotIn("Asked for", same)

    def test_should_be_accessible(self):
        for name, (picture, _) in drawn().items():
            self.assertEqual("img", picture.get("role"), name)
            identities = [element.get("id") for element in picture if element.tag in (f"{SVG}title", f"{SVG}desc")]
            self.assertEqual(picture.get("aria-labelledby").split(), identities)
            self.assertGreater(len(picture.find(f"{SVG}desc").text), 40)

    def test_should_draw_what_validation_costs(self):
        pictures = drawn(samples.typed_lines())
        self.assertEqual(["typed-cpu", "typed-throughput", "typed-unchecked-cpu", "typed-validation"], sorted(pictures))
        said = words(pictures["typed-validation"][0])
        self.assertIn("1.100×", said)
        self.assertIn("1.500×", said)
        self.assertNotIn("Zero", " ".join(said))

    def test_should_be_narrow_with_large_text_and_nothing_outside(self):
        for name, (picture, text) in drawn().items():
            _, _, width, height = map(int, picture.get("viewBox").split())
            self.assertLessEqual(width, 380)
            self.assertLessEqual(height, 1000)
            self.assertTrue(all(float(size) >= 13 for size in re.findall(r"font-size:([\d.]+)px", text)))
            for element in picture.iter(f"{SVG}text"):
                self.assertTrue(0 <= float(element.get("x")) <= width, name)
                self.assertTrue(0 <= float(element.get("y")) <= height, name)
            for element in picture.iter(f"{SVG}rect"):
                self.assertLessEqual(float(element.get("x", 0)) + float(element.get("width")), width + 0.1, name)

    def test_should_have_paper_and_colours_for_dark_and_light(self):
        for _, text in drawn().values():
            self.assertIn("prefers-color-scheme:dark", text)
            self.assertIn('class="paper"', text)
        for shade in (0, 1):
            paper = svg.COLOURS["paper"][shade]
            for name in ("ink", "muted", *svg.KINDS):
                self.assertGreaterEqual(contrast(svg.COLOURS[name][shade], paper), 4.5, name)

    def test_should_use_only_classes_that_the_style_has(self):
        for name, (picture, text) in drawn().items():
            known = set(re.findall(r"\.([a-z-]+)\{", text))
            used = {each for element in picture.iter() for each in (element.get("class") or "").split()}
            self.assertLessEqual(used, known, name)

    def test_should_not_draw_throughput_where_mostly_the_load_generator_was_the_limit(self):
        def limit(line):
            if line.get("server") != "gamma" and line["kind"] == "slice":
                line["load_limited"] = True

        found = drawn(samples.changed(limit))
        self.assertNotIn("json-64-throughput", found)
        self.assertIn("json-64-cpu", found)

    def test_should_not_draw_throughput_of_servers_that_waited(self):
        def wait(line):
            if "server_percent" in line:
                line["server_percent"] = 50.0

        found = drawn(samples.changed(wait))
        self.assertNotIn("small-machine-throughput", found)
        self.assertIn("small-machine-cpu", found)

    def test_should_show_limited_throughput_as_at_least_that(self):
        picture, text = drawn()["json-64-throughput"]
        self.assertIn("≥ 792 k", words(picture))
        self.assertIn("stroke-dasharray", text)
        self.assertIn("Dashed: the server was not the limit and would", words(picture))

    def test_should_mark_bars_that_are_cut(self):
        self.assertIn("Bars with a gap", " ".join(words(drawn()["json-64-cpu"][0])))
        self.assertNotIn("Bars with a gap", " ".join(words(drawn()["paced-50-cpu"][0])))

    def test_should_draw_bars_as_long_as_their_values(self):
        bars = [bar_chart.Bar(f"server {value}", "", "jvm", value, str(value)) for value in (10, 20, 40)]
        chart = bar_chart.BarChart("a", "a", "a", bars, str, may_cut=False)
        picture = xml.etree.ElementTree.fromstring(chart.draw())
        widths = [float(each.get("width")) for each in picture.iter(f"{SVG}rect") if each.get("class") == "jvm"]
        self.assertAlmostEqual(2, widths[1] / widths[0], 1)
        self.assertAlmostEqual(4, widths[2] / widths[0], 1)

    def test_should_say_that_a_quick_run_is_no_result(self):
        def change(line):
            if line["kind"] == "run":
                line["quick"] = True

        for picture, _ in drawn(samples.changed(change)).values():
            self.assertIn("A quick run: a first look, no result.", words(picture))


class ScalesTest(unittest.TestCase):
    def test_should_cut_only_where_some_are_far_beyond(self):
        self.assertFalse(scales.cut_of([1, 1.1, 1.5, 3])[1])
        most, cut = scales.cut_of([1, 1.1, 1.2, 1.5, 2, 2.5, 30, 300])
        self.assertTrue(cut)
        self.assertTrue(2.5 <= most <= 6)

    def test_should_put_powers_of_ten_at_equal_distances(self):
        scale = scales.Logarithmic(1, 10000, 0, 400)
        self.assertEqual([0, 100, 200, 300, 400], [round(scale.at(mark)) for mark in (1, 10, 100, 1000, 10000)])
        self.assertEqual([1, 10, 100, 1000, 10000], scale.marks())

    def test_should_have_round_marks(self):
        self.assertEqual([0, 50, 100, 150, 200], scales.Linear(204, 0, 400).marks())

    def test_should_have_an_axis_around_a_single_value(self):
        scale = scales.Logarithmic(50, 50, 0, 100)
        self.assertEqual(50, round(scale.at(50)))
        self.assertTrue(scale.marks())


class TextTest(unittest.TestCase):
    def test_should_shorten_a_name_that_does_not_fit(self):
        self.assertEqual("Alpha", svg.shortened("Alpha (of a long description)", 100))
        self.assertTrue(svg.shortened("A name without any end that is far too long", 100).endswith("\u2026"))
        self.assertEqual("Short", svg.shortened("Short", 100))

    def test_should_rather_leave_out_the_language_than_what_tells_rows_apart(self):
        picture = svg.Picture("name", "Title", "Description.")
        server = types.SimpleNamespace(title="Vivace (epoll, deferAccept)", kind="ours", language="Java")
        picture.name_line(20, server, "0.870\u00d7")
        self.assertIn(server.title, "".join(picture.elements))
        self.assertNotIn("Java", "".join(picture.elements))


    def test_should_wrap_text_to_the_width(self):
        for line in svg.wrapped("some words and then some more words " * 5, 15):
            self.assertLessEqual(svg.text_width(line, 15), svg.INNER)


if __name__ == "__main__":
    unittest.main()
