"""A bar for each server, one below the other, with its name above it: nothing has to fit beside anything."""

from dataclasses import dataclass

from .scales import Linear, cut_of
from .svg import INNER, MARGIN, WIDTH, Picture, kind_class, text_width

ROW_HEIGHT = 41
BAR_HEIGHT = 12


@dataclass(frozen=True)
class Bar:
    title: str
    language: str
    kind: str
    value: float
    label: str
    # Quartiles, drawn as a whisker; None where the value is not a median.
    lower: float | None = None
    upper: float | None = None
    # The value is only known to be at least this.
    open_ended: bool = False


@dataclass(frozen=True)
class BarChart:
    name: str
    title: str
    subtitle: str
    bars: list
    axis_label: object  # from a value to the text beside its mark
    # Where the line of the floor is, if there is one.
    floor: float | None = None
    notes: tuple = ()
    # Throughput must not be cut: there the longest bar is the best one.
    may_cut: bool = True

    def draw(self):
        description = "; ".join(f"{bar.title}: {bar.label}" for bar in self.bars)
        picture = Picture(self.name, self.title, f"{self.subtitle} {description}.")
        picture.paragraph(self.subtitle)
        values = [bar.value for bar in self.bars] + [bar.upper for bar in self.bars if bar.upper and not self.may_cut]
        most, cut = cut_of(values, (self.floor or 0) * 1.5) if self.may_cut else (max(values) * 1.02, False)
        scale = Linear(most, MARGIN, WIDTH - MARGIN)
        top = picture.y + 20
        bottom = top + 4 + ROW_HEIGHT * len(self.bars)
        self.draw_axis(picture, scale, top, bottom)
        picture.y = top + 4
        for bar in self.bars:
            draw_bar(picture, bar, scale, cut)
        if self.floor is not None:
            draw_floor(picture, scale.at(self.floor), top, bottom, len(self.bars))
        picture.y = bottom + 4
        if any(bar.value > scale.most for bar in self.bars):
            picture.paragraph("Bars with a gap are cut short: the figure at the right counts.")
        for note in self.notes:
            picture.paragraph(note)
        return picture.finish()

    def draw_axis(self, picture, scale, top, bottom):
        end = 0.0
        for mark in scale.marks():
            x = scale.at(mark)
            picture.line(x, top, x, bottom, "grid")
            label = self.axis_label(mark)
            half = text_width(label, 13.5) / 2
            centre = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
            if centre - half > end:
                picture.text(centre, top - 5, label, "small muted", "middle")
                end = centre + half + 6


def draw_bar(picture, bar, scale, cut):
    picture.name_line(picture.y + 16, bar, bar.label)
    y = picture.y + 23
    kind = kind_class(bar.kind)
    end = scale.at(bar.value)
    if bar.open_ended:
        picture.rect(MARGIN + 1, y + 1, end - MARGIN - 2, BAR_HEIGHT - 2, f"line-{kind}",
                     ' stroke-width="2" stroke-dasharray="5 3"')
    else:
        picture.rect(MARGIN, y, end - MARGIN, BAR_HEIGHT, kind)
    if bar.open_ended:
        pass  # quartiles of what the load generator could do
    elif cut and bar.value > scale.most:
        x = MARGIN + INNER * 0.9
        for offset in (0, 9):
            picture.path(f"M{x + offset:.1f} {y + BAR_HEIGHT + 1}l6 {-BAR_HEIGHT - 2}h4l-6 {BAR_HEIGHT + 2}z", "paper")
    elif bar.lower is not None and bar.upper is not None and bar.upper > bar.lower:
        draw_whisker(picture, scale.at(bar.lower), scale.at(bar.upper), y)
    picture.y += ROW_HEIGHT


def draw_whisker(picture, low, high, y):
    """On a band of paper, so that it shows on a bar of any colour."""
    middle = y + BAR_HEIGHT / 2
    for classes, width in (("paper", 4.5), ("ink", 1.8)):
        picture.line(low, middle, high, middle, classes, width)
        for x in (low, high):
            picture.line(x, middle - 4, x, middle + 4, classes, width)


def draw_floor(picture, x, top, bottom, rows):
    """Only beside the bars: through the names it would make them hard to read."""
    for row in range(rows):
        y = top + 4 + ROW_HEIGHT * row + 23
        picture.line(x, y - 3, x, y + BAR_HEIGHT + 3, "ink", 2, "3 2")
