# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
"""No IRI is made up, and the table of countries agrees with what is published.

What is published are files of the Data Privacy Vocabulary and of the Data Use
Ontology that lie beside the repository on some machines.
"""

import csv
import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

SHARED = os.environ.get("LARDER_SHARED", "") + "/vocab"
SOURCES = os.environ["srcdir"]
TERM = "{https://larder.example/ns/vocabulary/1}term"
LINE = "{https://larder.example/ns/countries/1}line"
# Of the EU's vocabularies only the three access rights are used.
OTHERS = {"http://publications.europa.eu/resource/authority/access-right/" + r
          for r in ("PUBLIC", "RESTRICTED", "NON_PUBLIC")}

failures = 0


def fail(what):
    global failures
    print(what)
    failures += 1


def rows(path):
    with open(f"{SHARED}/{path}", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def published():
    iris = set(OTHERS)
    for path in glob.glob(f"{SHARED}/dpv-2.3/**/*.csv", recursive=True):
        for row in rows(os.path.relpath(path, SHARED)):
            iris.add(row.get("iri"))
    for row in rows("duo/duo.csv"):
        iris.add("http://purl.obolibrary.org/obo/" + row["id"].replace(":", "_"))
    return iris


def check_iris():
    iris = published()
    used = set()
    for path in sorted(glob.glob(f"{SOURCES}/schemas/vocabulary/*.xml")):
        for term in ET.parse(path).iter(TERM):
            iri = term.get("iri")
            if iri:
                used.add(iri)
            if iri and iri not in iris:
                fail(f"{path}: {term.get('code')}: nobody has published {iri}")
    for iri in sorted(i for i in iris if i and "/DUO_" in i):
        if iri not in used:
            fail(f"no term for {iri}")


def has(country, status, day):
    lines = ET.parse(f"{SOURCES}/schemas/tables/countries.xml").iter(LINE)
    return any(line.get("country") == country and line.get("status") == status
               and line.get("since") <= day <= line.get("until", "9999")
               for line in lines)


def check_countries():
    for row in rows("dpv-2.3/loc/eu_eea_membership.csv"):
        country, groups = row["iso3166_alpha2"], row["memberships"].split()
        if country != "EU" and not has(country, "eea", "2019-06-01"):
            fail(f"{country} was in the EEA in 2019")
        if country != "EU" and ("EEA30" in groups) != has(country, "eea",
                                                          "2022-06-01"):
            fail(f"{country}: in the EEA in 2022, or not")
    for row in rows("dpv-2.3/legal-eu.csv"):
        decision = re.fullmatch("Adequacy-EU-([A-Z]{2})", row["term"])
        if decision and not has(decision[1], "eu-adequacy", "2022-03-30"):
            fail(f"there was an adequacy decision for {decision[1]}")


if not os.path.isdir(SHARED):
    sys.exit(77)
check_iris()
check_countries()
sys.exit(failures > 0)
