# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""The label as HTML and as OpenDocument says what its XML says, and no more.

Both are read back here, by readers that know nothing of larder: which rows
there are, what each of them asks and answers, the grid, what is said in
short, the slip and the check code.  So it goes for every dataset of the
example and for several in one label, in each layout.
"""

import html.parser
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

LARDER = os.environ["LARDER"]
HOME = os.environ["HOME"]
LABEL = "{https://larder.example/ns/label/1}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE = ODF % "text", ODF % "table"
ROWS = ("collect about from why allowed refuse shared onward kept safe "
        "findable harm decides rights checked").split()
LAYERS = {"short": 0, "standard": 1, "full": 2}
LAYOUTS = {"short": 0, "standard": 1, "grid": 1, "full": 2}
MORE = "There is more in the full label."
VOID = {"meta", "link", "br", "hr", "img", "input"}

failures = 0


def fail(what):
    global failures
    print(what)
    failures += 1


def larder(*words):
    done = subprocess.run([LARDER, *words], cwd=HOME, capture_output=True,
                          check=False)
    if done.returncode != 0:
        fail(f"{words}: {done.stderr.decode()}")
    return done.stdout.decode()


def tidy(text):
    """One blank between words; without what only sets a direction."""
    return " ".join(re.sub("[\u2066-\u2069]", "", text).split())


# --- what the XML says ------------------------------------------------------


def said(answers):
    """Answers as one text: marks and names before what they name."""
    parts, about = [], None
    for a in answers:
        if a.get("about") and a.get("about") != about:
            parts.append(a.get("about") + ":")
        about = a.get("about")
        name = a.findtext(LABEL + "name")
        if name:
            parts.append(name + (":" if a.get("form") == "pair" else ""))
        parts.append(a.findtext(LABEL + "text"))
    return tidy(" ".join(parts))


def shown(answers, layout):
    """Those that the layout shows; the grid names what is collected."""
    for a in answers:
        fact = a.find(LABEL + "fact")
        named = (fact is not None and fact.get("kind") == "element"
                 and fact.get("field") == "words")
        in_grid = layout == "grid" and "collect" in PARENT[a].tag and named
        if LAYERS[a.get("layer", "short")] <= LAYOUTS[layout] and not in_grid:
            yield a


def grid_of(grid):
    """Heads of groups and columns, then each line with its cells."""
    if grid is None:
        return []
    lines, about = [], None
    for line in grid.findall(LABEL + "line"):
        if line.get("about") and line.get("about") != about:
            lines.append([line.get("about")])
        about = line.get("about")
        lines.append([line.findtext(LABEL + "words"),
                      *(c.findtext(LABEL + "text")
                        for c in line.findall(LABEL + "cell"))])
    return [[g.text for g in grid.findall(LABEL + "group")],
            [c.text
             for c in grid.findall(LABEL + "column")], *lines]


PARENT = {}


def from_xml(text, layout):
    root = ET.fromstring(text)
    PARENT.clear()
    PARENT.update((child, e) for e in root.iter() for child in e)
    every = [a for row in ROWS
             for a in root.findall(f"{LABEL}{row}/{LABEL}answer")]
    more = any(LAYERS[a.get("layer", "short")] > LAYOUTS[layout]
               for a in every)
    choices = root.findall(f"{LABEL}slip/{LABEL}choice")
    return {
        "lang": root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "titles": [tidy(t.findtext(LABEL + "text"))
                   for t in root.findall(LABEL + "title")],
        "short": said(root.findall(f"{LABEL}short/{LABEL}answer")),
        "rows": [(str(i + 1), tidy(r.findtext(LABEL + "question")),
                  said(shown(r.findall(LABEL + "answer"), layout)))
                 for i, r in enumerate(root.find(LABEL + row)
                                       for row in ROWS)],
        "legend": ("" if layout == "grid"
                   and root.find(LABEL + "grid") is not None else said(root.findall(f"{LABEL}legend/{LABEL}answer"))),
        "record": said(root.findall(LABEL + "record")),
        "more": more,
        "grid": (grid_of(root.find(LABEL + "grid")) if layout == "grid"
                 else []),
        "choices": [(tidy(c.findtext(LABEL + "text")),
                     [tidy(s.text) for s in c.findall(LABEL + "signer")])
                    for c in choices],
        "code": root.find(LABEL + "seal").get("code"),
    }


# --- what the page says -----------------------------------------------------


class Tree(html.parser.HTMLParser):
    """A page as elements of ElementTree; each tag must be closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = ET.Element("page")
        self.open = [self.root]
        self.feed(text)
        self.close()
        if len(self.open) != 1:
            fail(f"not closed: {[e.tag for e in self.open[1:]]}")

    def handle_starttag(self, tag, attrs):
        e = ET.SubElement(self.open[-1], tag, dict(attrs))
        if tag not in VOID:
            self.open.append(e)

    def handle_endtag(self, tag):
        if self.open[-1].tag != tag:
            fail(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data):
        e = self.open[-1]
        if len(e):
            e[-1].tail = (e[-1].tail or "") + data
        else:
            e.text = (e.text or "") + data


def words(e):
    return tidy("".join(e.itertext())) if e is not None else ""


def by_class(root, name):
    return [e for e in root.iter() if name in e.get("class", "").split()]


def paragraphs(e):
    return tidy(" ".join(words(p) for p in e.findall("p")
                         if p.get("class") != "more"))


def signers(text, box):
    """The names before the two boxes of each one who signs."""
    return [tidy(s) for s in re.findall(rf"(?:^|(?<=no))(.*?){box} yes "
                                        rf"{box} no", text)]


def html_grid(table):
    heads = table.findall("thead/tr")
    return [[words(th) for th in heads[0].findall("th")[1:]],
            [words(th) for th in heads[1].findall("th")],
            *([words(e if e.tag == "th" else e[-1]) for e in tr]
              for tr in table.findall("tbody/tr"))]


def from_html(text):
    root = Tree(text).root
    page = root.find("html")
    foot = [words(p) for p in by_class(root, "foot")[0].findall("p")]
    legend = [e for e in by_class(root, "legend")
              if e.get("class") == "legend"]
    grid = by_class(root, "grid")
    rows = []
    for tr in by_class(root, "rows")[0].findall("tbody/tr"):
        number, question = tr.findall("th/div/span")
        rows.append((words(number), words(question),
                     paragraphs(tr.find("td"))))
    choices = [(words(by_class(c, "what")[0]),
                [words(s) for s in by_class(c, "signer")])
               for c in by_class(root, "choice")]
    return {
        "lang": page.get("lang"),
        "titles": [words(t) for t in by_class(root, "title")],
        "short": paragraphs(by_class(root, "short")[0]),
        "rows": rows,
        "legend": paragraphs(legend[0]) if legend else "",
        "record": foot[0].removeprefix("Full record: "),
        "more": MORE in [words(p) for p in by_class(root, "more")],
        "grid": html_grid(grid[0]) if grid else [],
        "choices": [(what.removesuffix(":"),
                     [n for s in each for n in signers(s, r"\[ \]") if n])
                    for what, each in choices],
        "code": foot[-1].removeprefix("Check code: "),
    }


def odf_words(e):
    parts = [e.text or ""]
    for c in e:
        parts += [" " if c.tag in (TEXT + "tab", TEXT + "s") else odf_words(c),
                  c.tail or ""]
    return "".join(parts)


def odf_grid(table):
    head, columns = table.findall(
        f"{TABLE}table-header-rows/{TABLE}table-row")
    cell = TABLE + "table-cell"
    return [[tidy(odf_words(c)) for c in head.findall(cell)[1:]],
            [tidy(odf_words(c)) for c in columns.findall(cell)],
            *([tidy(odf_words(c)) for c in tr.findall(cell)]
              for tr in table.findall(TABLE + "table-row"))]


def from_fodt(text):
    root = ET.fromstring(text)
    body = root.find(f"{ODF % 'office'}body/{ODF % 'office'}text")
    groups = {"short": [], "grid": [], "foot": [], "slip": []}
    rows, at, titles, grid = [], None, [], []
    for e in body:
        style = e.get(TEXT + "style-name", "").removeprefix("Label_")
        if e.tag == TABLE + "table" and rows == [] and len(
                e.find(f"{TABLE}table-header-rows")) == 2:
            grid, at = odf_grid(e), "grid"
        elif e.tag == TABLE + "table":
            for tr in e.findall(TABLE + "table-row"):
                cells = [tidy(" ".join(odf_words(p) for p in cell))
                         for cell in tr.findall(TABLE + "table-cell")]
                rows.append((*cells[0].split(" ", 1), cells[1]))
            at = "foot"
        elif style in ("Short_Heading", "Slip_Heading"):
            at = style.split("_", maxsplit=1)[0].lower()
        elif style == "Title":
            titles.append(tidy(odf_words(e)))
        elif at:
            groups[at].append(tidy(odf_words(e)))
    foot = [p for p in groups["foot"] if p != MORE]
    slip = groups["slip"][2:]
    return {
        "lang": root.findtext(
            f"{ODF % 'office'}meta/"
            "{http://purl.org/dc/elements/1.1/}language"),
        "titles": titles,
        "short": tidy(" ".join(groups["short"])),
        "rows": rows,
        "legend": tidy(" ".join(foot[:-2])),
        "record": foot[-2].removeprefix("Full record: "),
        "more": MORE in groups["foot"],
        "grid": grid,
        "choices": [(slip[i].removesuffix(":"),
                     [n for n in signers(slip[i + 1], "\u2610") if n])
                    for i in range(0, len(slip), 2)],
        "code": foot[-1].removeprefix("Check code: "),
    }


def same(refs, layout):
    """Does each page of the label of these datasets say what its XML says?"""
    wanted = from_xml(larder("label", *refs, "--format", "xml"), layout)
    for name, read in (("html", from_html), ("fodt", from_fodt)):
        got = read(larder("label", *refs, "--format", name,
                          "--layout", layout))
        for part, what in wanted.items():
            if got[part] != what:
                fail(f"{name} of {' '.join(refs)}, {layout}, {part}:\n"
                     f"  is       {got[part]}\n  is to be {what}")
    return wanted


def main():
    larder("init", "--example")
    refs = re.findall(r'"ref": ?"([^"]*)"', larder("list", "--format", "json"))
    if len(refs) < 16:
        fail(f"{len(refs)} datasets")
    all_of = [same([ref], layout) for ref in refs
              for layout in ("standard", "grid")]
    all_of += [same(refs[:3], layout) for layout in LAYOUTS]
    for part in ("legend", "choices", "grid", "more"):
        if not any(a[part] for a in all_of):
            fail(f"no label has {part}")
    sys.exit(failures > 0)


main()
