/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "exchange/register_xsd.h"

#include <stdbool.h>
#include <string.h>

#include "base/escape.h"
#include "model/check.h"
#include "model/kinds.h"
#include "model/value.h"

/* A simple type: a base and one facet. */
struct simple {
    const char *name;
    const char *base;
    const char *facet;
    const char *value;
    const char *help;
};

#define SLUG "[a-z0-9]([a-z0-9.\\-]*[a-z0-9])?"

/* Lengths are those of model/check.h, and 1 for an @ that is doubled. */
_Static_assert(CHECK_TEXT_MAX == 2000, "maxLength of text");
_Static_assert(CHECK_PROSE_MAX == 500000, "maxLength of prose");

static const struct simple values[] = {
    { "text", "string", "maxLength", "2001",
      "One line. A text that begins with @ has the @ doubled." },
    { "prose", "string", "maxLength", "500001",
      "Lines of text; white space counts. A text that begins with @ has the @ "
      "doubled." },
    { "email", "token", "pattern", "[^@]+@[^@]+", "An e-mail address." },
    { "code", "NMTOKEN", "maxLength", "100",
      "A code of the vocabulary that the field names." },
    { "date", "date", "pattern", "[0-9]{4}-[0-9]{2}-[0-9]{2}",
      "A day: 2026-11-23." },
    { "duration", "token", "pattern",
      "P([0-9]{1,5}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,5}D)?"
      "(T([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,5}S)?)?",
      "A span of time: P1Y6M." },
    { "count", "token", "pattern", "[0-9]{1,15}", "A whole number." },
    { "ratio", "token", "pattern", "[0-9]{1,15}(\\.[0-9]{1,6})?",
      "A decimal number." },
    { "yesno", "token", "pattern", "yes|no", "yes or no." },
    { "country", "token", "pattern", "[A-Za-z]{2}",
      "The code of a country, ISO 3166-1: IE." },
    { "language", "token", "pattern", "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*",
      "The tag of a language, BCP 47: en, pt-BR, en-x-child." },
    { "ref", "token", "pattern", SLUG "(/[a-z_]+/" SLUG ")?",
      "The ref of a record: bus-stop-phones, bus-stop-phones/use/1." },
    { "url", "token", "pattern", "[A-Za-z][A-Za-z0-9+.\\-]*:[^ ]+",
      "An absolute web address." },
    { "digest", "token", "pattern", "[0-9A-Fa-f]{64}",
      "A SHA-256 in hexadecimal digits." },
    { "zone", "token", "pattern", "[A-Za-z][A-Za-z0-9_+/\\-]*",
      "A name of the time zone database." },
    { "uid", "token", "pattern",
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
      "The UUID of a record. It never changes." },
};

/* The name among them of each type of field. */
static const char *const type_values[TYPE_COUNT_] = {
    [TYPE_TEXT] = "text",         [TYPE_PROSE] = "prose",
    [TYPE_EMAIL] = "email",       [TYPE_CODE] = "code",
    [TYPE_CODES] = "code",        [TYPE_DATE] = "date",
    [TYPE_DURATION] = "duration", [TYPE_COUNT] = "count",
    [TYPE_RATIO] = "ratio",       [TYPE_YESNO] = "yesno",
    [TYPE_COUNTRY] = "country",   [TYPE_COUNTRIES] = "country",
    [TYPE_LANGUAGE] = "language", [TYPE_LANGUAGES] = "language",
    [TYPE_REF] = "ref",           [TYPE_REFS] = "ref",
    [TYPE_URL] = "url",           [TYPE_DIGEST] = "digest",
    [TYPE_ZONE] = "zone",
};

/* The stated states, in the order in which the names of types name them. */
static const struct {
    enum field_flag flag;
    enum state state;
    const char *help;
} stated[] = {
    { FIELD_NOT, STATE_NONE, "Stated: there is none." },
    { FIELD_NA, STATE_NA, "Stated: it does not apply." },
    { FIELD_UNK, STATE_UNKNOWN, "Stated: it is not known." },
};
enum { STATED = sizeof stated / sizeof *stated };

static void add_help(struct buf *out, int indent, const char *label,
                     const char *help)
{
    buf_addn(out, ' ', (size_t)indent);
    buf_adds(out, "<xs:annotation><xs:documentation>");
    if (label) {
        escape_xml(out, label);
        buf_adds(out, ". ");
    }
    escape_xml(out, help);
    buf_adds(out, "</xs:documentation></xs:annotation>\n");
}

static void add_simple(struct buf *out, const struct simple *t)
{
    buf_addf(out, "  <xs:simpleType name=\"%s\">\n", t->name);
    add_help(out, 4, NULL, t->help);
    buf_addf(out,
             "    <xs:restriction base=\"xs:%s\">\n"
             "      <xs:%s value=\"%s\"/>\n"
             "    </xs:restriction>\n"
             "  </xs:simpleType>\n",
             t->base, t->facet, t->value);
}

static void add_simple_types(struct buf *out)
{
    struct simple token = { .base = "token", .facet = "enumeration" };
    size_t i;

    for (i = 0; i < sizeof values / sizeof *values; i++)
        add_simple(out, &values[i]);
    for (i = 0; i < STATED; i++) {
        token.name = state_name(stated[i].state);
        token.value = state_token(stated[i].state);
        token.help = stated[i].help;
        add_simple(out, &token);
    }
}

/* "date-or-none-unknown": a value or one of these states. */
static void add_type_name(struct buf *out, const char *value, unsigned flags)
{
    size_t i;

    buf_adds(out, value);
    if (flags & FIELD_ANY)
        buf_adds(out, "-or");
    for (i = 0; i < STATED; i++)
        if (flags & stated[i].flag)
            buf_addf(out, "-%s", state_name(stated[i].state));
}

static void add_union(struct buf *out, const char *value, unsigned flags)
{
    size_t i;

    buf_adds(out, "  <xs:simpleType name=\"");
    add_type_name(out, value, flags);
    buf_addf(out, "\">\n    <xs:union memberTypes=\"%s", value);
    for (i = 0; i < STATED; i++)
        if (flags & stated[i].flag)
            buf_addf(out, " %s", state_name(stated[i].state));
    buf_adds(out, "\"/>\n  </xs:simpleType>\n");
}

/* The same, which may be said in other languages, too. */
static void add_words_type(struct buf *out, const char *value, unsigned flags)
{
    buf_adds(out, "  <xs:complexType name=\"words-");
    add_type_name(out, value, flags);
    buf_adds(out, "\">\n    <xs:simpleContent>\n      <xs:extension base=\"");
    add_type_name(out, value, flags);
    buf_adds(out, "\">\n"
                  "        <xs:attribute ref=\"xml:lang\"/>\n"
                  "        <xs:attribute name=\"of\" type=\"digest\"/>\n"
                  "      </xs:extension>\n"
                  "    </xs:simpleContent>\n"
                  "  </xs:complexType>\n");
}

/* Does a field of the table have this type? */
static bool type_occurs(const char *value, unsigned states, bool words)
{
    int i;

    for (i = 0; i < FIELD_COUNT; i++) {
        const struct field_info *f = field_info((enum field)i);

        if (strcmp(type_values[f->type], value) == 0 &&
            (f->flags & FIELD_ANY) == states &&
            (!words || (f->flags & FIELD_WORDS)))
            return true;
    }
    return false;
}

static void add_field_types(struct buf *out)
{
    size_t i;
    unsigned states;

    for (i = 0; i < sizeof values / sizeof *values; i++)
        for (states = 0; states <= FIELD_ANY; states++) {
            const char *value = values[i].name;

            if (states && type_occurs(value, states, false))
                add_union(out, value, states);
            if (type_occurs(value, states, true))
                add_words_type(out, value, states);
        }
}

static void add_field(struct buf *out, const struct field_info *f, bool many)
{
    bool words = f->flags & FIELD_WORDS;

    buf_addf(out, "      <xs:element name=\"%s\" type=\"%s", f->name,
             words ? "words-" : "");
    add_type_name(out, type_values[f->type], f->flags);
    buf_addf(out, "\" minOccurs=\"0\"%s>\n",
             many || words ? " maxOccurs=\"unbounded\"" : "");
    add_help(out, 8, f->label, f->help);
    buf_adds(out, "      </xs:element>\n");
}

static void add_kind(struct buf *out, const struct kind_info *k)
{
    size_t i;

    buf_addf(out, "  <xs:complexType name=\"%s-record\">\n", k->name);
    add_help(out, 4, NULL, k->help);
    buf_adds(out, "    <xs:sequence>\n");
    for (i = 0; i < k->count; i++) {
        enum field field = (enum field)(k->first + i);

        add_field(out, field_info(field), field_repeats(field));
    }
    buf_adds(out, "    </xs:sequence>\n"
                  "    <xs:attributeGroup ref=\"record\"/>\n"
                  "  </xs:complexType>\n");
}

/*
 * A choice that repeats by itself would have libxml2 2.9 count its turns, and
 * keep the name of every record that it has seen; a sequence does not.
 */
static void add_root(struct buf *out)
{
    int i;

    buf_adds(out, "  <xs:element name=\"register\">\n"
                  "    <xs:complexType>\n"
                  "      <xs:sequence minOccurs=\"0\" "
                  "maxOccurs=\"unbounded\">\n"
                  "        <xs:choice>\n");
    for (i = 0; i < KIND_COUNT; i++) {
        const char *name = kind_info((enum kind)i)->name;

        buf_addf(out,
                 "          <xs:element name=\"%s\" type=\"%s-record\"/>\n",
                 name, name);
    }
    buf_adds(out, "        </xs:choice>\n"
                  "      </xs:sequence>\n"
                  "      <xs:attribute name=\"version\" use=\"required\" "
                  "type=\"xs:string\" fixed=\"" REGISTER_VERSION "\"/>\n"
                  "    </xs:complexType>\n"
                  "  </xs:element>\n");
}

static void add_attributes(struct buf *out)
{
    buf_adds(out, "  <xs:attributeGroup name=\"record\">\n");
    add_help(out, 4, NULL,
             "What a record is called; its uid; and the digest that it had "
             "when it was exported, by which an import sees whether it was "
             "changed since.");
    buf_adds(out, "    <xs:attribute name=\"ref\" type=\"ref\" "
                  "use=\"required\"/>\n"
                  "    <xs:attribute name=\"uid\" type=\"uid\"/>\n"
                  "    <xs:attribute name=\"was\" type=\"digest\"/>\n"
                  "  </xs:attributeGroup>\n");
}

void register_xsd(struct buf *out)
{
    int i;

    buf_adds(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n"
             "<!-- Copyright (C) 2026 the larder authors -->\n"
             "<!-- Made by docgen from src/model/kinds.def. -->\n"
             "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"\n"
             "           xmlns=\"" REGISTER_NAMESPACE "\"\n"
             "           targetNamespace=\"" REGISTER_NAMESPACE "\"\n"
             "           elementFormDefault=\"qualified\" version=\"" //
             REGISTER_VERSION "\">\n"
             "  <xs:import namespace=\"http://www.w3.org/XML/1998/namespace\" "
             "schemaLocation=\"xml.xsd\"/>\n");
    add_root(out);
    add_attributes(out);
    add_simple_types(out);
    add_field_types(out);
    for (i = 0; i < KIND_COUNT; i++)
        add_kind(out, kind_info((enum kind)i));
    buf_adds(out, "</xs:schema>\n");
}
