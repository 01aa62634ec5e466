"""A track for each server with its percentiles as points on a logarithmic axis."""

from dataclasses import dataclass

from .formatting import duration
from .scales import Logarithmic
from .svg import MARGIN, SMALL_SIZE, WIDTH, Picture, kind_class, text_width

ROW_HEIGHT = 43
# In the order of the key; forms differ, so that no colour is needed.
POINTS = (("p50", "p50", "circle"), ("p99", "p99", "square"), ("p999", "p99.9", "diamond"), ("max", "worst", "bar"))


@dataclass(frozen=True)
class Track:
    title: str
    language: str
    kind: str
    micros: dict  # by the keys of POINTS; those that are not known are missing


@dataclass(frozen=True)
class LatencyChart:
    name: str
    title: str
    subtitle: str
    tracks: list
    notes: tuple = ()

    def draw(self):
        description = "; ".join(
            f"{track.title}: " + ", ".join(f"{label} {duration(track.micros[key])}" for key, label, _ in POINTS
                                           if key in track.micros)
            for track in self.tracks)
        picture = Picture(self.name, self.title, f"{self.subtitle} {description}.")
        picture.paragraph(self.subtitle)
        self.draw_key(picture)
        values = [value for track in self.tracks for value in track.micros.values()]
        scale = Logarithmic(min(values) * 0.8, max(values) * 1.25, MARGIN + 6, WIDTH - MARGIN - 6)
        top = picture.y + 20
        bottom = top + 4 + ROW_HEIGHT * len(self.tracks)
        draw_axis(picture, scale, top, bottom)
        picture.y = top + 4
        for track in self.tracks:
            draw_track(picture, track, scale)
        picture.y = bottom + 4
        for note in self.notes:
            picture.paragraph(note)
        return picture.finish()

    def draw_key(self, picture):
        picture.y += 16
        x = MARGIN + 8
        for key, label, shape in POINTS:
            if any(key in track.micros for track in self.tracks):
                picture.shape(shape, x, picture.y - 5, 5, "ink")
                picture.text(x + 11, picture.y, label, "small ink")
                x += 11 + text_width(label, SMALL_SIZE) + 22
        picture.y += 6


def draw_axis(picture, scale, top, bottom):
    end = 0.0
    for mark in scale.marks():
        x = scale.at(mark)
        picture.line(x, top, x, bottom, "grid")
        label = short_duration(mark)
        half = text_width(label, SMALL_SIZE) / 2
        centre = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
        if centre - half > end:
            picture.text(centre, top - 5, label, "small muted", "middle")
            end = centre + half + 5


def short_duration(micros):
    for limit, unit in ((1e6, "s"), (1e3, "ms")):
        if micros >= limit:
            return f"{micros / limit:g} {unit}"
    return f"{micros:g} µs"


def draw_track(picture, track, scale):
    tail = track.micros.get("p999", track.micros.get("p99"))
    picture.name_line(picture.y + 16, track, "" if tail is None else duration(tail))
    y = picture.y + 31
    places = [scale.at(value) for value in track.micros.values()]
    picture.line(min(places), y, max(places), y, kind_class(track.kind), 3)
    for key, _, shape in POINTS:
        if key in track.micros:
            x = scale.at(track.micros[key])
            picture.shape(shape, x, y, 6.5, "paper")
            picture.shape(shape, x, y, 5, kind_class(track.kind))
    picture.y += ROW_HEIGHT
