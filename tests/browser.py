# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""The label as HTML in a browser: what people meet, not what is in the file.

Chromium, without a window, shows labels at 320 and 800 pixels, light and
dark.  Nothing may stick out at the side, nothing that got in may run, a label
of 500 words is one sheet of paper, and axe-core (AXE_CORE=axe.min.js, or
build/axe from `npm install`) may find nothing against WCAG 2.2 A and AA nor
against its own rules of good practice.
Skipped where there is no Chromium, or no axe-core.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys

LARDER = os.environ["LARDER"]
HOME = os.environ["HOME"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = os.environ.get("AXE_CORE") or os.path.join(
    os.path.dirname(LARDER), "axe/node_modules/axe-core/axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
        "best-practice"]
POLICY = r'<meta http-equiv="Content-Security-Policy"[^>]*>'
DARK = "screen and (prefers-color-scheme:dark)"

# Each page in a frame of its own; what is found goes into one <pre>.
LOOK = """
async function look(frame) {
  const w = frame.contentWindow, root = w.document.documentElement;
  const r = w.axe ? await w.axe.run(w.document, {runOnly: %s}) :
    {violations: [], passes: []};
  return {name: frame.title, width: frame.clientWidth,
    over: root.scrollWidth - root.clientWidth, id: root.id,
    ink: w.getComputedStyle(w.document.body).color,
    display: w.getComputedStyle(w.document.querySelector(".rows td")).display,
    passes: r.passes.length, found: r.violations.map(v =>
      v.id + ": " + v.help + " " + v.nodes.map(n => n.html).join(" | "))};
}
addEventListener("load", async () => {
  const all = [];
  for (const frame of document.querySelectorAll("iframe"))
    try { all.push(await look(frame)); }
    catch (e) { all.push({name: frame.title, error: String(e)}); }
  document.body.textContent = JSON.stringify(all);
  document.body.id = "done";
});
""" % json.dumps(TAGS)

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


def chromium(*words):
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu",
         "--disable-dev-shm-usage",
         f"--user-data-dir={HOME}/browser", *words],
        cwd=HOME, capture_output=True, check=False, timeout=120)
    return done.stdout.decode()


def write(name, text):
    with open(f"{HOME}/{name}", "w", encoding="utf-8") as file:
        file.write(text)
    return f"file://{HOME}/{name}"


def works():
    """Some browsers are not let into the folder of the tests."""
    return "it works" in chromium(
        "--dump-dom", write("works.html", "<p>it works</p>"))


def frame(name, page, width):
    """A page in a frame; its policy would keep axe out."""
    page = re.sub(POLICY, "", page)
    if os.path.exists(AXE):
        page = page.replace("</head>",
                            f'<script src="file://{AXE}"></script></head>')
    return (f'<iframe title="{name}" width="{width}" height="3000" '
            f'style="border:0" srcdoc="{html.escape(page)}"></iframe>')


def look(frames):
    address = write("look.html", "<!DOCTYPE html><html lang=\"en\"><title>"
                    f"Look</title><body>{''.join(frames)}"
                    f"<script>{LOOK}</script></body></html>")
    dom = chromium("--virtual-time-budget=60000", "--dump-dom",
                   "--allow-file-access-from-files", address)
    done = re.search(r'<body id="done">(.*)</body>', dom, re.S)
    if not done:
        fail(f"the browser says nothing: {dom[:300]}")
        return []
    return json.loads(html.unescape(done[1]))


def can_be_stored(text):
    """Is it none of those that the register refuses?"""
    return text.strip() and not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e"
        "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff]"
        "|[\ud800-\udfff]|[\U0001fffe-\U0001ffff]", text)


def naughty():
    """A dataset whose every text is one of the naughty strings."""
    texts = ["<script>document.documentElement.id='ran'</script>",
             "\"><img src=x onerror=\"document.documentElement.id='ran'\">",
             "x" * 1000, "</style></td></table><h1>NO"]
    path = os.environ.get("LARDER_SHARED", "") + "/hostile/blns/blns.json"
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            texts += [t for t in json.load(file) if can_be_stored(t)]
    texts = [html.escape(re.sub("^@", "@@", " ".join(t.split())))
             for t in texts]
    elements = "".join(
        f'<element ref="naughty/element/e{i}"><words>{t}</words></element>'
        for i, t in enumerate(texts))
    write("naughty.xml", "<register xmlns=\"https://larder.example/ns/"
          "register/1\" version=\"1.0\"><party ref=\"naughty-party\">"
          f"<name>{texts[1]}</name></party><dataset ref=\"naughty\"><title>"
          f"{texts[0]}</title><controller>naughty-party</controller>"
          f"</dataset>{elements}</register>")
    larder("import", f"{HOME}/naughty.xml")


def pages():
    """Names and pages: plain, long with a slip, unknowns, several, Arabic."""
    larder("init", "--example")
    naughty()
    return {name: larder("label", *words, "--format", "html")
            for name, words in {
                "bus": ["bus-stop-phones"],
                "refugees": ["refugee-registration", "--layout", "grid"],
                "cameras": ["street-cameras", "--layout", "full"],
                "several": ["bus-stop-phones", "school-laptops", "--layout",
                            "grid"],
                "arabic": ["refugee-registration", "--lang", "ar"],
                "naughty": ["naughty", "--layout", "short"],
            }.items()}


def check(r):
    name = f"{r['name']} at {r.get('width')} px"
    if "error" in r:
        fail(f"{name}: {r['error']}")
        return
    if r["over"]:
        fail(f"{name} is {r['over']} px too wide")
    if r["id"]:
        fail(f"{name} runs what it holds")
    if (r["display"] == "block") != (r["width"] < 480):
        fail(f"{name}: cells are {r['display']}")
    for found in r["found"]:
        fail(f"{name}: {found}")


def look_at(labels):
    frames = []
    for name, page in labels.items():
        frames.append(frame(name, page, 320))
        frames.append(frame(name, page, 800))
        frames.append(frame(name + " dark", page.replace(DARK, "screen"), 800))
    results = look(frames)
    if len(results) != len(frames):
        fail(f"{len(results)} results of {len(frames)}")
    for r in results:
        check(r)
    inks = {r.get("ink") for r in results}
    if len(inks) != 2:
        fail(f"light and dark are {inks}")
    if os.path.exists(AXE) and min(r.get("passes", 0) for r in results) < 20:
        fail("axe looked at little")


def faults_are_found(page):
    """The same test with a page that is bad in each way."""
    if not os.path.exists(AXE):
        return
    bad = page.replace('<html lang="en"', "<html").replace(
        "--ink:#000", "--ink:#bbb").replace(
        "<main>", '<main><img src="x.png"><p style="width:900px">x</p>')
    for r in look([frame("bad", bad, 320)]):
        found = " ".join(r["found"])
        for rule in ("html-has-lang", "color-contrast", "image-alt"):
            if rule not in found:
                fail(f"axe does not find {rule}: {found}")
        if not r["over"]:
            fail("a wide page is not seen to be wide")


def the_policy_holds(page):
    """What is slipped into the page does nothing."""
    attack = ('<script>document.documentElement.id="ran"</script>'
              '<img src="x" onerror="document.documentElement.id=1">'
              "<style>body{color:red}td{display:none}</style>")
    bad = page.replace("<main>", "<main>" + attack)
    for keep in (True, False):
        text = bad if keep else re.sub(POLICY, "", bad)
        r = look([f'<iframe title="x" width="800" height="900" '
                  f'srcdoc="{html.escape(text)}"></iframe>'])[0]
        if (r["id"] == "") != keep or (r["display"] == "none") == keep:
            fail(f"with{'' if keep else 'out'} a policy: {r}")


def print_pages(page, size):
    """How many sheets of paper it takes."""
    text = re.sub(POLICY, "", page).replace("@page{", f"@page{{size:{size};")
    chromium(f"--print-to-pdf={HOME}/page.pdf", "--no-pdf-header-footer",
             write("page.html", text))
    with open(f"{HOME}/page.pdf", "rb") as file:
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read()))


def it_fits_one_sheet(labels):
    """About 500 words on A4 and on Letter, in letters as wide as Arial's."""
    match = subprocess.run(["fc-match", "-f", "%{family}", "Arial"],
                           capture_output=True, check=False)
    for size in ("A4", "letter"):
        if match.stdout.decode() in ("Arial", "Liberation Sans"):
            if print_pages(labels["bus"], size) != 1:
                fail(f"{size}: more than one page")
        if print_pages(labels["refugees"], size) < 2:
            fail("pages are not counted")


def main():
    if not CHROMIUM or not works():
        print("there is no Chromium that works")
        sys.exit(77)
    labels = pages()
    look_at(labels)
    faults_are_found(labels["bus"])
    the_policy_holds(labels["bus"])
    it_fits_one_sheet(labels)
    if not failures and not os.path.exists(AXE):
        print("there is no axe-core: npm install --prefix build/axe axe-core")
        sys.exit(77)
    sys.exit(failures > 0)


main()
