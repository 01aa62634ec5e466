"""A picture as SVG text: narrow enough for a phone, light and dark by the reader's preference, with its own paper.

The paper is painted, because a page may be dark where the system is light: the colours always fit what they stand on.
Colours are classes and not variables, which some viewers of <img> do not know.
"""

from xml.sax.saxutils import escape, quoteattr

# As wide as a phone; text then keeps its size there.
WIDTH = 380
MARGIN = 12
INNER = WIDTH - 2 * MARGIN
TITLE_SIZE = 18
TEXT_SIZE = 15
SMALL_SIZE = 13.5
# A generous mean of a letter's width in font sizes: fonts differ, and text must not run into other text.
LETTER = 0.56
BOLD_LETTER = 0.62

# Name: on light paper, on dark paper. Kinds differ in lightness too, and no chart tells them apart by colour alone.
COLOURS = {
    "paper": ("#ffffff", "#0d1117"),
    "ink": ("#1f2328", "#f0f6fc"),
    "muted": ("#59636e", "#a5afba"),
    "grid": ("#d8dee4", "#303842"),
    "ours": ("#c2410c", "#ff8f50"),
    "floor": ("#6b7580", "#8b95a1"),
    "jvm": ("#0a5fc2", "#5aa9ff"),
    "native": ("#12805c", "#45c492"),
    "javascript": ("#a23f94", "#dd93d3"),
    "go": ("#0b7a8c", "#5fd0e0"),
    "python": ("#86650a", "#d9b64a"),
}
KINDS = ("ours", "floor", "jvm", "native", "javascript", "go", "python")
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
MADE_BY = "<!-- made by tfb/compare/report, not by hand -->"


def style():
    def rules(shade):
        return "".join(f".{name}{{fill:{pair[shade]}}}.line-{name}{{stroke:{pair[shade]};fill:none}}"
                       for name, pair in COLOURS.items())

    return (f"text{{font-family:{FONT};font-size:{TEXT_SIZE}px}}.title{{font-size:{TITLE_SIZE}px;font-weight:600}}"
            f".small{{font-size:{SMALL_SIZE}px}}.bold{{font-weight:700}}{rules(0)}"
            f"@media(prefers-color-scheme:dark){{{rules(1)}}}")


def kind_class(kind):
    return kind if kind in KINDS else "native"


def text_width(text, size=TEXT_SIZE, bold=False):
    return len(text) * size * (BOLD_LETTER if bold else LETTER)


def wrapped(text, size, width=INNER, bold=False):
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line] if line else lines


def shortened(text, width, bold=False):
    """The text, or without what is in parentheses, or cut with an ellipsis."""
    if text_width(text, bold=bold) <= width:
        return text
    text = text.split(" (")[0]
    most = max(1, int(width / text_width("m", bold=bold)))
    return text if len(text) <= most else text[:most - 1].rstrip() + "\u2026"


class Picture:
    """Elements from top to bottom; `y` is where the next one may begin."""

    def __init__(self, name, title, description):
        self.name = name
        self.title = title
        self.description = description
        self.elements = []
        self.y = MARGIN
        self.paragraph(title, TITLE_SIZE, "title ink", bold=True)

    def paragraph(self, text, size=SMALL_SIZE, classes="small muted", bold=False):
        for line in wrapped(text, size, bold=bold):
            self.y += round(size * 1.3)
            self.text(MARGIN, self.y - 4, line, classes)
        self.y += 4

    def text(self, x, y, text, classes="ink", anchor="start"):
        place = f'x="{x:g}" y="{y:g}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
        self.elements.append(f'<text {place} class="{classes}">{escape(text)}</text>')

    def name_line(self, y, server, right, right_classes="bold ink"):
        """The name of a server with its language at the left, its value at the right."""
        bold = server.kind == "ours"
        language = f" \u00b7 {server.language}" if server.language else ""
        room = INNER - text_width(right, bold=True) - 8
        title_width = text_width(server.title, bold=bold)
        if title_width + text_width(language, SMALL_SIZE) > room >= title_width:
            # What is in parentheses may be all that tells two rows apart
            language = ""
        name = shortened(server.title, room - text_width(language, SMALL_SIZE), bold)
        self.elements.append(f'<text x="{MARGIN}" y="{y:g}" class="ink{" bold" if bold else ""}">{escape(name)}'
                             f'<tspan class="small muted" style="font-weight:400">{escape(language)}</tspan></text>')
        self.text(WIDTH - MARGIN, y, right, right_classes, "end")

    def rect(self, x, y, width, height, classes, more=""):
        self.elements.append(f'<rect x="{x:.1f}" y="{y:g}" width="{max(width, 0.5):.1f}" height="{height:g}" '
                             f'class="{classes}"{more}/>')

    def line(self, x1, y1, x2, y2, classes, width=1.0, dashes=""):
        more = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.elements.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="line-{classes}" '
                             f'stroke-width="{width:g}"{more}/>')

    def path(self, data, classes, more=""):
        self.elements.append(f'<path d="{data}" class="{classes}"{more}/>')

    def shape(self, shape, x, y, radius, classes):
        """A point of a given form: circle, square, diamond, triangle or bar."""
        r = radius
        outline = {
            "circle": f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
            "square": f"M{x - r:.1f} {y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}z",
            "diamond": f"M{x - 1.3 * r:.1f} {y:.1f}l{1.3 * r:.1f} {-1.3 * r:.1f} {1.3 * r:.1f} {1.3 * r:.1f} "
                       f"{-1.3 * r:.1f} {1.3 * r:.1f}z",
            "triangle": f"M{x - 1.2 * r:.1f} {y + r:.1f}h{2.4 * r:.1f}l{-1.2 * r:.1f} {-2.1 * r:.1f}z",
            "bar": f"M{x - 1.5:.1f} {y - 1.5 * r:.1f}h3v{3 * r:.1f}h-3z",
        }[shape]
        self.path(outline, classes)

    def finish(self):
        height = round(self.y + MARGIN)
        label = f"{self.name}-title {self.name}-desc"
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
                f'height="{height}" role="img" aria-labelledby={quoteattr(label)}>')
        body = [
            head,
            MADE_BY,
            f'<title id="{self.name}-title">{escape(self.title)}</title>',
            f'<desc id="{self.name}-desc">{escape(self.description)}</desc>',
            f"<style>{style()}</style>",
            f'<rect width="{WIDTH}" height="{height}" rx="8" class="paper"/>',
        ]
        return "\n".join(body + self.elements + ["</svg>"]) + "\n"
