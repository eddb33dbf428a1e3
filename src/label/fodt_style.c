/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/fodt_style.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/direction.h"
#include "base/escape.h"
#include "base/strs.h"
#include "label/page.h"

static const char begin[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<office:document"
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:"
    "xsl-fo-compatible:1.0\""
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:"
    "svg-compatible:1.0\""
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " office:version=\"1.2\""
    " office:mimetype=\"application/vnd.oasis.opendocument.text\">\n";

static const char fonts[] =
    "<office:font-face-decls>\n"
    "<style:font-face style:name=\"Body\" svg:font-family=\"Arial, "
    "&apos;Liberation Sans&apos;, &apos;Noto Sans&apos;\" "
    "style:font-family-generic=\"swiss\" style:font-pitch=\"variable\"/>\n"
    "</office:font-face-decls>\n";

/* --- paragraphs ---------------------------------------------------------- */

/* The box goes all round: who stands at its sides draws them. */
#define SIDES                                                                  \
    "fo:border-left=\"0.5pt solid #000000\" "                                  \
    "fo:border-right=\"0.5pt solid #000000\" "                                 \
    "fo:padding-left=\"3pt\" fo:padding-right=\"3pt\" "

struct style {
    const char *name;
    const char *parent; /* NULL: the default                               */
    const char *paragraph, *text;
};

static const struct style styles[] = {
    { "Label_Text", NULL, "", "" },
    { "Label_Draft", NULL, "fo:text-align=\"center\"",
      "fo:font-weight=\"bold\"" },
    { "Label_Head", NULL, SIDES, "" },
    { "Label_Heading", "Label_Head",
      SIDES "fo:border-top=\"0.5pt solid #000000\" fo:padding-top=\"2pt\" "
            "fo:keep-with-next=\"always\"",
      "fo:font-size=\"24pt\" fo:font-weight=\"bold\"" },
    { "Label_Title", "Label_Head", SIDES "fo:keep-with-next=\"always\"",
      "fo:font-size=\"13pt\" fo:font-weight=\"bold\"" },
    { "Label_Short_Heading", "Label_Head",
      SIDES "fo:border-top=\"7pt solid #000000\" fo:padding-top=\"2pt\" "
            "fo:keep-with-next=\"always\"",
      "fo:font-size=\"11pt\" fo:font-weight=\"bold\"" },
    { "Label_Row_Heading", NULL,
      "fo:margin-left=\"0.7cm\" fo:text-indent=\"-0.7cm\"",
      "fo:font-weight=\"bold\"" },
    { "Label_About", NULL, "fo:keep-with-next=\"always\"",
      "fo:font-weight=\"bold\"" },
    { "Label_Head_About", "Label_Head", SIDES "fo:keep-with-next=\"always\"",
      "fo:font-weight=\"bold\"" },
    { "Label_Mark", NULL, "fo:margin-left=\"1.5cm\" fo:text-indent=\"-1.5cm\"",
      "" },
    { "Label_Grid_Head", NULL, "fo:text-align=\"center\"",
      "fo:font-size=\"9pt\" fo:font-weight=\"bold\"" },
    { "Label_Grid_Yes", NULL, "fo:text-align=\"center\"",
      "fo:font-weight=\"bold\"" },
    { "Label_Grid_No", NULL, "fo:text-align=\"center\"", "" },
    { "Label_Foot", "Label_Head",
      SIDES "fo:border-bottom=\"0.5pt solid #000000\" "
            "fo:padding-bottom=\"2pt\"",
      "" },
    { "Label_Slip_Heading", NULL,
      "fo:margin-top=\"10pt\" fo:padding-top=\"4pt\" "
      "fo:border-top=\"1pt dashed #000000\" fo:keep-with-next=\"always\"",
      "fo:font-size=\"11pt\" fo:font-weight=\"bold\"" },
    { "Label_Choice", NULL,
      "fo:margin-top=\"4pt\" fo:keep-with-next=\"always\"",
      "fo:font-weight=\"bold\"" },
    { "Label_Signer", NULL,
      "fo:padding-bottom=\"3pt\" fo:border-bottom=\"0.5pt solid #000000\"",
      "fo:font-size=\"12pt\"" },
};

/* --- languages ----------------------------------------------------------- */

/* The region of a tag ("en-GB"), two letters, or NULL. */
static const char *region_of(const char *lang)
{
    for (const char *s = strchr(lang, '-'); s; s = strchr(s + 1, '-')) {
        size_t len = strcspn(s + 1, "-");

        if (len == 1)
            break;
        if (len == 2)
            return s + 1;
    }
    return NULL;
}

/* One of three: Writer chooses by script, so all say the same. */
static void add_lang_as(struct buf *out, const char *prefix, const char *suffix,
                        const char *lang)
{
    bool known = strcmp(lang, "und") != 0;
    const char *region = region_of(lang);
    struct buf language = BUF_INIT;

    buf_add(&language, lang, strcspn(lang, "-"));
    buf_addf(out, " %s:language%s=\"", prefix, suffix);
    escape_xml(out, known ? language.s : "none");
    buf_addf(out, "\" %s:country%s=\"", prefix, suffix);
    if (region)
        buf_add(out, region, 2);
    else
        buf_adds(out, "none");
    buf_addc(out, '"');
    buf_release(&language);
}

static void add_lang(struct buf *out, const char *lang)
{
    add_lang_as(out, "fo", "", lang);
    add_lang_as(out, "style", "-asian", lang);
    add_lang_as(out, "style", "-complex", lang);
}

static void languages_of(struct strs *out, const struct answers *l)
{
    for (size_t i = 0; i < l->n; i++)
        for (size_t j = 0; j < l->v[i].facts.n; j++)
            if (l->v[i].facts.v[j].lang)
                strs_add(out, l->v[i].facts.v[j].lang);
}

/* All languages that parts of the label are in. */
static void languages(struct strs *out, const struct label *l)
{
    languages_of(out, &l->titles);
    languages_of(out, &l->holders);
    languages_of(out, &l->brief);
    languages_of(out, &l->record);
    for (size_t i = 0; i < LABEL_ROWS; i++)
        languages_of(out, &l->rows[i]);
    strs_add(out, l->lang); /* of texts, where the page has another        */
    strs_sort_unique(out);
}

void fodt_style_lang(struct buf *out, const char *lang)
{
    buf_adds(out, "Language_");
    escape_xml(out, lang);
}

/* --- styles -------------------------------------------------------------- */

static void add_default(struct buf *out, const struct label *l)
{
    bool rtl = direction_of(page_lang(l)) == DIRECTION_RTL;

    buf_addf(out,
             "<style:default-style style:family=\"paragraph\">"
             "<style:paragraph-properties fo:text-align=\"%s\" "
             "fo:hyphenation-ladder-count=\"no-limit\" "
             "style:writing-mode=\"%s\"/>",
             rtl ? "right" : "left", rtl ? "rl-tb" : "lr-tb");
    buf_adds(out, "<style:text-properties style:font-name=\"Body\" "
                  "style:font-name-asian=\"Body\" "
                  "style:font-name-complex=\"Body\" "
                  "fo:font-size=\"10.5pt\" style:font-size-asian=\"10.5pt\" "
                  "style:font-size-complex=\"10.5pt\" fo:color=\"#000000\" "
                  "fo:hyphenate=\"false\"");
    add_lang(out, page_lang(l));
    buf_adds(out, "/></style:default-style>\n");
}

/* Bold and size for all scripts: the same properties thrice. */
static void add_text_properties(struct buf *out, const char *fo)
{
    static const char *const suffixes[] = { "", "-asian", "-complex" };
    static const char *const names[] = { "fo:font-size=\"",
                                         "fo:font-weight=\"" };

    buf_adds(out, "<style:text-properties");
    for (size_t i = 0; i < 2; i++) {
        const char *at = strstr(fo, names[i]);
        const char *value = at ? at + strlen(names[i]) : "";

        for (size_t k = 0; at && k < 3; k++) {
            buf_addf(out, " %s:%s%s=\"", k ? "style" : "fo",
                     i ? "font-weight" : "font-size", suffixes[k]);
            buf_add(out, value, strcspn(value, "\""));
            buf_addc(out, '"');
        }
    }
    buf_adds(out, "/>");
}

static void add_styles(struct buf *out, const struct label *l)
{
    buf_adds(out, "<office:styles>\n");
    add_default(out, l);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        const struct style *s = &styles[i];

        buf_addf(out,
                 "<style:style style:name=\"%s\" "
                 "style:family=\"paragraph\"",
                 s->name);
        if (s->parent)
            buf_addf(out, " style:parent-style-name=\"%s\"", s->parent);
        buf_addf(out, "><style:paragraph-properties %s/>", s->paragraph);
        add_text_properties(out, s->text);
        buf_adds(out, "</style:style>\n");
    }
    buf_adds(out, "<style:style style:name=\"Label_Strong\" "
                  "style:family=\"text\">");
    add_text_properties(out, "fo:font-weight=\"bold\"");
    buf_adds(out, "</style:style>\n</office:styles>\n");
}

/* --- table and page ------------------------------------------------------ */

static const char columns[] =
    "<style:style style:name=\"Question\" style:family=\"table-column\">"
    "<style:table-column-properties style:column-width=\"4.6cm\"/>"
    "</style:style>\n"
    "<style:style style:name=\"Answer\" style:family=\"table-column\">"
    "<style:table-column-properties style:column-width=\"12.4cm\"/>"
    "</style:style>\n"
    "<style:style style:name=\"Row\" style:family=\"table-row\">"
    "<style:table-row-properties fo:keep-together=\"always\"/>"
    "</style:style>\n";

#define BOX "0.5pt"
#define HAIR "0.25pt"
#define MIDDLE "3pt"
#define HEAVY "7pt"

/*
 * Cells and the rules at their sides.  Those at the left stand where a line
 * starts, on a page from right to left, too: LibreOffice turns them round
 * there.
 */
static const struct {
    const char *name;
    const char *above, *below, *start, *end; /* NULL: none                 */
} cells[] = {
    { "First_Question", MIDDLE, HAIR, BOX, NULL },
    { "First_Answer", MIDDLE, HAIR, NULL, BOX },
    { "Light_Question", NULL, HAIR, BOX, NULL },
    { "Light_Answer", NULL, HAIR, NULL, BOX },
    { "Heavy_Question", NULL, HEAVY, BOX, NULL },
    { "Heavy_Answer", NULL, HEAVY, NULL, BOX },
    /* The grid: heads, then words and answers; groups have a line between. */
    { "Grid_Top_Words", MIDDLE, HAIR, BOX, NULL },
    { "Grid_Top_First", MIDDLE, NULL, BOX, NULL },
    { "Grid_Top_Last", MIDDLE, NULL, BOX, BOX },
    { "Grid_Words", NULL, HAIR, BOX, NULL },
    { "Grid_Cell", NULL, HAIR, NULL, NULL },
    { "Grid_First", NULL, HAIR, BOX, NULL },
    { "Grid_Last", NULL, HAIR, NULL, BOX },
    { "Grid_Only", NULL, HAIR, BOX, BOX },
};

static void add_side(struct buf *out, const char *side, const char *width)
{
    if (width)
        buf_addf(out, " fo:border-%s=\"%s solid #000000\"", side, width);
    else
        buf_addf(out, " fo:border-%s=\"none\"", side);
}

static void add_cells(struct buf *out)
{
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        buf_addf(out,
                 "<style:style style:name=\"%s\" "
                 "style:family=\"table-cell\"><style:table-cell-properties "
                 "fo:padding=\"1pt\" fo:padding-left=\"3pt\"",
                 cells[i].name);
        add_side(out, "top", cells[i].above);
        add_side(out, "bottom", cells[i].below);
        add_side(out, "left", cells[i].start);
        add_side(out, "right", cells[i].end);
        buf_adds(out, "/></style:style>\n");
    }
}

/* The columns of a grid that has n beside its words. */
static void add_grid(struct buf *out, size_t n)
{
    enum { WIDTH = 1700, WORDS = 500 }; /* of 17 cm, in 1/100 cm           */
    size_t width = (WIDTH - WORDS) / n;

    buf_addf(out,
             "<style:style style:name=\"Grid_Words\" "
             "style:family=\"table-column\"><style:table-column-properties "
             "style:column-width=\"%zu.%02zucm\"/></style:style>\n"
             "<style:style style:name=\"Grid_Cells\" "
             "style:family=\"table-column\"><style:table-column-properties "
             "style:column-width=\"%zu.%02zucm\"/></style:style>\n",
             (WIDTH - n * width) / 100, (WIDTH - n * width) % 100, width / 100,
             width % 100);
}

static void add_table(struct buf *out, const struct label *l)
{
    bool rtl = direction_of(page_lang(l)) == DIRECTION_RTL;

    buf_addf(out,
             "<style:style style:name=\"Rows\" style:family=\"table\">"
             "<style:table-properties style:width=\"17cm\" "
             "table:align=\"margins\" table:border-model=\"collapsing\" "
             "style:writing-mode=\"%s\"/></style:style>\n",
             rtl ? "rl-tb" : "lr-tb");
    buf_adds(out, columns);
    add_cells(out);
    if (l->grid.n_columns)
        add_grid(out, l->grid.n_columns);
}

static void add_automatic(struct buf *out, const struct label *l)
{
    struct strs langs = STRS_INIT;

    buf_adds(out, "<office:automatic-styles>\n");
    add_table(out, l);
    languages(&langs, l);
    for (size_t i = 0; i < langs.n; i++) {
        buf_adds(out, "<style:style style:name=\"");
        fodt_style_lang(out, langs.v[i]);
        buf_adds(out, "\" style:family=\"text\"><style:text-properties");
        add_lang(out, langs.v[i]);
        buf_adds(out, "/></style:style>\n");
    }
    strs_release(&langs);
    buf_addf(out,
             "<style:page-layout style:name=\"Page\">"
             "<style:page-layout-properties fo:page-width=\"21cm\" "
             "fo:page-height=\"29.7cm\" fo:margin-top=\"0.7cm\" "
             "fo:margin-bottom=\"0.6cm\" fo:margin-left=\"2cm\" "
             "fo:margin-right=\"2cm\" style:writing-mode=\"%s\"/>"
             "<style:header-style/><style:footer-style/>"
             "</style:page-layout>\n</office:automatic-styles>\n",
             direction_of(page_lang(l)) == DIRECTION_RTL ? "rl-tb" : "lr-tb");
}

void fodt_style(struct buf *out, const struct label *l, const char *title,
                const char *head, const char *foot)
{
    buf_adds(out, begin);
    buf_addf(out, "<office:meta><dc:title>%s</dc:title><dc:language>", title);
    escape_xml(out, page_lang(l));
    buf_adds(out, "</dc:language></office:meta>\n");
    buf_adds(out, fonts);
    add_styles(out, l);
    add_automatic(out, l);
    buf_addf(out,
             "<office:master-styles><style:master-page "
             "style:name=\"Standard\" style:page-layout-name=\"Page\">\n"
             "<style:header>%s</style:header>\n"
             "<style:footer>%s</style:footer>\n"
             "</style:master-page></office:master-styles>\n",
             head, foot);
}
