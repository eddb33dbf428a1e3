/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "model/own_term.h"

#include "base/i18n.h"

static int refused(struct error *err, enum field field)
{
    if (err)
        err->field = (int)field;
    return -1;
}

int own_term_refuse_closed(const struct vocabulary *v, struct error *err)
{
    return error_set(
        err, ERROR_FAILED,
        _("the vocabulary %s takes no own terms, since larder must "
          "know what each of its terms means; 'larder vocabulary "
          "list' tells which do"),
        v->id);
}

static int check_vocabulary(const struct vocabulary **out,
                            const struct record *r, struct error *err)
{
    const char *id = record_text(r, OWN_TERM_VOCABULARY);

    if (vocabulary_parse(out, id, err) != 0)
        return refused(err, OWN_TERM_VOCABULARY);
    if ((*out)->open)
        return 0;
    own_term_refuse_closed(*out, err);
    return refused(err, OWN_TERM_VOCABULARY);
}

static int check_code(const struct vocabulary *v, const struct record *r,
                      struct error *err)
{
    const char *code = record_text(r, OWN_TERM_CODE);
    const struct term *t;

    if (!vocabulary_code_fits(code)) {
        error_set(err, ERROR_FAILED,
                  _("'%s' cannot be a code; a code is made of at most %d "
                    "lower-case letters, digits and hyphens, such as "
                    "'bus-stop-planning'"),
                  code, VOCABULARY_CODE_MAX);
        return refused(err, OWN_TERM_CODE);
    }
    t = vocabulary_term(v, code);
    if (!t)
        return 0;
    error_set(err, ERROR_FAILED,
              _("the vocabulary %s has the code '%s' already (%s), and it "
                "comes with larder; use that, or choose another code"),
              v->id, code, term_title(t));
    return refused(err, OWN_TERM_CODE);
}

int own_term_check(const struct record *r, struct error *err)
{
    const struct vocabulary *v;

    return check_vocabulary(&v, r, err) != 0 ? -1 : check_code(v, r, err);
}

void own_term_ref(struct buf *out, const char *vocabulary, const char *code)
{
    buf_addf(out, "%s.%s", vocabulary, code);
}
