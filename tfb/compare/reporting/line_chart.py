"""A line for each server: cost against a parameter, both on logarithmic axes, names at the ends of the lines."""

from dataclasses import dataclass

from .scales import Logarithmic
from .svg import MARGIN, SMALL_SIZE, WIDTH, Picture, kind_class, text_width

LABEL_HEIGHT = 24
PLOT_HEIGHT_MIN = 300
LEADER = 22
SHAPES = {"ours": "circle", "floor": "bar", "jvm": "square", "native": "diamond", "javascript": "triangle",
          "go": "diamond", "python": "triangle"}
DASHES = {"floor": "2 3", "native": "6 3", "javascript": "8 3 2 3", "go": "4 2", "python": "1 2"}


@dataclass(frozen=True)
class Line:
    label: str  # the short name: it stands beside the line
    title: str
    kind: str
    points: list  # pairs of parameter and value, in order
    said: str  # the values in words


@dataclass(frozen=True)
class LineChart:
    name: str
    title: str
    subtitle: str
    lines: list
    x_label: object  # from a parameter to text
    y_label: object
    notes: tuple = ()

    def draw(self):
        description = "; ".join(f"{line.title}: {line.said}" for line in self.lines)
        picture = Picture(self.name, self.title, f"{self.subtitle} {description}.")
        picture.paragraph(self.subtitle)
        top = picture.y + 8
        height = max(PLOT_HEIGHT_MIN, LABEL_HEIGHT * len(self.lines))
        bottom = top + height
        xs = [x for line in self.lines for x, _ in line.points]
        ys = [y for line in self.lines for _, y in line.points]
        label_width = max(text_width(line.label, SMALL_SIZE, line.kind == "ours") for line in self.lines)
        left = MARGIN + max(text_width(self.y_label(mark), SMALL_SIZE) for mark in (min(ys), max(ys))) + 8
        right = WIDTH - MARGIN - label_width - LEADER
        across = Logarithmic(min(xs), max(xs), left + 4, right - 4)
        up = Logarithmic(min(ys) * 0.9, max(ys) * 1.1, bottom, top)
        self.draw_axes(picture, across, up, (left, right, top, bottom), sorted(set(xs)))
        for line in sorted(self.lines, key=lambda each: each.kind == "ours"):
            draw_line(picture, line, across, up)
        self.draw_labels(picture, across, up, (right, top, bottom))
        picture.y = bottom + 28
        for note in self.notes:
            picture.paragraph(note)
        return picture.finish()

    def draw_axes(self, picture, across, up, frame, values):
        left, right, top, bottom = frame
        for mark in up.marks():
            y = up.at(mark)
            picture.line(left, y, right, y, "grid")
            picture.text(left - 5, y + 4.5, self.y_label(mark), "small muted", "end")
        end = 0.0
        for index, value in enumerate(values):
            x = across.at(value)
            picture.line(x, top, x, bottom, "grid")
            label = self.x_label(value)
            half = text_width(label, SMALL_SIZE) / 2
            last = index == len(values) - 1
            # The last one always has its label; one before it only if there is room for both.
            room_to = across.at(values[-1]) - text_width(self.x_label(values[-1]), SMALL_SIZE) / 2 - 6
            if x - half > end and (last or x + half < room_to):
                picture.text(x, bottom + 18, label, "small muted", "middle")
                end = x + half + 6

    def draw_labels(self, picture, across, up, frame):
        """At the height of the line's end, moved apart where lines end close together."""
        right, top, bottom = frame
        ends = sorted(self.lines, key=lambda line: up.at(line.points[-1][1]))
        places = apart([up.at(line.points[-1][1]) for line in ends], LABEL_HEIGHT, top, bottom)
        for line, place in zip(ends, places):
            kind = kind_class(line.kind)
            x, y = across.at(line.points[-1][0]), up.at(line.points[-1][1])
            picture.line(x + 5, y, right + LEADER - 5, place, kind, 1.2)
            picture.text(right + LEADER, place + 4.5, line.label, f"small {kind}{' bold' if kind == 'ours' else ''}")


def draw_line(picture, line, across, up):
    kind = kind_class(line.kind)
    places = [(across.at(x), up.at(y)) for x, y in line.points]
    dashes = f' stroke-dasharray="{DASHES[kind]}"' if kind in DASHES else ""
    width = 3.5 if kind == "ours" else 1.8
    picture.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places), f"line-{kind}",
                 f' stroke-width="{width}" stroke-linejoin="round"{dashes}')
    for x, y in places:
        picture.shape(SHAPES[kind], x, y, 4.5 if kind == "ours" else 3.2, kind)


def apart(wanted, gap, top, bottom):
    """Places in the same order, at least a gap apart, as near to the wanted ones as one pass down and up makes them."""
    places = []
    for place in wanted:
        places.append(max(place, top if not places else places[-1] + gap))
    limit = bottom
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        limit = places[index] - gap
    return places
