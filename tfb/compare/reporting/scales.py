"""From values to places on paper, and round numbers for the marks beside an axis."""

import math


class Linear:
    def __init__(self, most, left, right):
        self.most, self.left, self.right = most, left, right

    def at(self, value):
        return self.left + (self.right - self.left) * min(value / self.most, 1.0)

    def marks(self):
        step = self.step()
        return [step * index for index in range(int(self.most / step * (1 + 1e-9)) + 1)]

    def step(self):
        rough = self.most / 5
        power = 10 ** math.floor(math.log10(rough))
        return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * (1 - 1e-9))


class Logarithmic:
    def __init__(self, least, most, start, end):
        self.low, self.high = math.log10(least), math.log10(most)
        if self.high - self.low < 0.3:  # a single value still needs some axis around it
            self.low, self.high = self.low - 0.3, self.high + 0.3
        self.start, self.end = start, end

    def at(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)

    def marks(self):
        """Powers of ten, with 2 and 5 between them where there are few."""
        factors = (1,) if self.high - self.low > 3 else (1, 2, 5)
        powers = range(math.floor(self.low), math.ceil(self.high) + 1)
        marks = [factor * 10.0**power for power in powers for factor in factors]
        return [mark for mark in marks if self.low - 1e-9 <= math.log10(mark) <= self.high + 1e-9]


def cut_of(values, at_least=0.0):
    """Where an axis for these values ends, and whether bars beyond it are cut.

    One server that costs 30 times as much would make all the others look alike. So the axis ends at a few times the
    least value when some are far beyond, and their bars are cut; which understates them, and never us.
    """
    most, least = max(values), min(values)
    whole = max(most, at_least)
    if most <= 6 * least:
        return whole * 1.02, False
    ranked = sorted(values)
    reach = ranked[int(0.7 * (len(ranked) - 1))] * 1.15
    cut = max(at_least, min(max(reach, 3 * least), 6 * least))
    # A cut for little is not worth its explanation.
    return (whole * 1.02, False) if most <= 1.4 * cut else (cut, True)
