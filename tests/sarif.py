# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""What `larder audit --format sarif` writes is SARIF 2.1.0.

The schema of OASIS lies beside the repository on some machines, and
python3-jsonschema reads it; what it cannot tell is looked at in any case.
"""

import json
import os
import subprocess
import sys

LARDER = os.environ["LARDER"]
HOME = os.environ["HOME"]
SCHEMA = (os.environ.get("LARDER_SHARED", "")
          + "/official/sarif-schema-2.1.0.json")
DAY = ["audit", "--as-of", "2026-11-23", "--fail-on", "none"]

BROKEN = """<rule xmlns="https://larder.example/ns/rules/1" id="CITY-01"
since="1" severity="error"><title>T</title><why>W.</why><citation>C</citation>
<fix>F.</fix><words>D.</words><sql>SELECT colour FROM v1_party</sql>
<example expect="finding" ref="d"/><example expect="pass"/></rule>"""

POLICY = """<policy xmlns="https://larder.example/ns/policy/1">
<grade rule="UNK-02" severity="error" reason="No gaps."/></policy>"""

failures = 0


def fail(what):
    global failures
    print(what)
    failures += 1


def expect(true, what):
    if not true:
        fail(what)


def larder(*words):
    done = subprocess.run([LARDER, *words], cwd=HOME, capture_output=True,
                          check=False)
    if done.returncode not in (0, 1):
        fail(f"{words}: {done.stderr.decode()}")
    return done.stdout


def write(path, text):
    path = f"{HOME}/{path}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def validator():
    try:
        import jsonschema
    except ImportError:
        return None
    if not os.path.exists(SCHEMA):
        return None
    with open(SCHEMA, encoding="utf-8") as file:
        return jsonschema.Draft4Validator(json.load(file))


def sarif(check, *words):
    log = json.loads(larder("-r", "a b.larder", *DAY, "--format", "sarif",
                            *words))
    for error in check.iter_errors(log) if check else []:
        fail(f"{words}: {list(error.path)}: {error.message[:200]}")
    run, = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    expect(len({r["id"] for r in rules}) == len(rules), "a rule is there twice")
    for result in run["results"]:
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"],
               f"{result['ruleId']}: not its index")
    return run


def fingerprint(result):
    return tuple(sorted(result["partialFingerprints"].items()))


def of_rule(run, rule):
    return [r for r in run["results"] if r["ruleId"] == rule]


def check_findings(run):
    text = larder("-r", "a b.larder", *DAY, "--format", "json")
    report = json.loads(text)
    expect(len(run["results"]) == len(report["findings"]) > 50, "not all")
    expect(len({fingerprint(r) for r in run["results"]})
           == len(run["results"]), "two results have one fingerprint")
    first, = run["results"][0]["locations"]
    expect(first["physicalLocation"]["artifactLocation"]["uri"]
           == "a%20b.larder", "not the register's file")
    waived = [r for r in run["results"] if "suppressions" in r]
    expect(len(waived) == report["waived"] > 0, "not the waived ones")
    for result in waived:
        one, = result["suppressions"]
        expect(one["properties"]["until"] in one["justification"]
               and one["properties"]["approver"] in one["justification"],
               "not who, and until when")
    expect(run["properties"]["as_of"] == "2026-11-23", "no day")
    expect(run["properties"]["register"] == report["register"], "no register")
    return text


def main():
    larder("-r", "a b.larder", "init", "--example")
    check = validator()
    run = sarif(check)
    write("known.json", check_findings(run).decode())

    again = sarif(check, "--baseline", "known.json")
    expect({r["baselineState"] for r in again["results"]} == {"unchanged"},
           "not all known")
    expect([fingerprint(r) for r in again["results"]]
           == [fingerprint(r) for r in run["results"]], "other fingerprints")

    # Another name, and other words: the same fingerprint.
    old = {fingerprint(r) for r in of_rule(run, "CONS-06")}
    larder("-r", "a b.larder", "rename", "bus-stop-phones", "stops")
    renamed = sarif(check, "--baseline", "known.json")
    expect({fingerprint(r) for r in of_rule(renamed, "CONS-06")} == old,
           "a new name, new fingerprints")
    expect({r["baselineState"] for r in renamed["results"]} == {"unchanged"},
           "a new name, new findings")

    write("policy.xml", POLICY)
    graded = sarif(check, "--policy", "policy.xml")
    override, = graded["invocations"][0]["ruleConfigurationOverrides"]
    rule = graded["tool"]["driver"]["rules"][override["descriptor"]["index"]]
    expect((rule["id"], rule["defaultConfiguration"]["level"],
            override["configuration"]["level"], override["properties"]["reason"])
           == ("UNK-02", "note", "error", "No gaps."), "not so graded")
    expect({r["level"] for r in of_rule(graded, "UNK-02")} == {"error"},
           "the results are not graded")

    write("own/CITY-01.xml", BROKEN)
    broken = sarif(check, "--rules", "own", "--verify-history")
    invocation, = broken["invocations"]
    note, = invocation["toolExecutionNotifications"]
    expect(not invocation["executionSuccessful"], "it is said to be well")
    expect(note["associatedRule"]["id"] == "CITY-01", "not the broken rule")
    expect(len(of_rule(broken, "RULE-00")) == 1, "no result for it")
    expect(broken["properties"]["history"] == "verified", "no history")

    if not failures and not check:
        print("no schema of SARIF, or nothing that reads it")
        return 77
    return failures > 0


sys.exit(main())
