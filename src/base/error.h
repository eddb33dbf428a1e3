/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_BASE_ERROR_H
#define LARDER_BASE_ERROR_H

/*
 * What went wrong, as one sentence that can be printed as it is.
 *
 * A function that may fail takes `struct error *` as its last argument,
 * returns -1 and sets it exactly once.  The sentence starts in lower case,
 * has no full stop, says the failure first and then what to do; names from
 * the register stand in single quotes and may hold anything, so whoever
 * prints the sentence escapes it (base/escape.h).  It is translated where it
 * is made, by _().
 */

/* Why it failed, as far as the caller must know (app/status.h maps it). */
enum error_code {
    ERROR_NONE,
    ERROR_FAILED,      /* the job could not be done                        */
    ERROR_USAGE,       /* the request itself is wrong                      */
    ERROR_UNTRUE,      /* history or a signature does not verify           */
    ERROR_CONFLICT,    /* somebody else changed the record first           */
    ERROR_BUSY,        /* another program holds the register               */
    ERROR_INTERRUPTED, /* the user stopped it                              */
};

struct error {
    enum error_code code;
    char *text; /* owned, NULL unless code is set                          */
    int field;  /* the number of the field it is about, or -1              */
};

#define ERROR_INIT                                                             \
    {                                                                          \
        ERROR_NONE, NULL, -1                                                   \
    }

/* Sets the error and returns -1.  `err` may be NULL: nobody wants to know.
 * An error that was set before is replaced, and may be among the arguments. */
int error_set(struct error *err, enum error_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts where it happened (and ": ") in front of an error that is set, as in
 * error_prefix(err, "%s:%zu", file, line), and returns -1. */
int error_prefix(struct error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Frees the text; the error can be used again. */
void error_clear(struct error *err);

/* A mistake of ours: prints file, line and the words, and aborts. */
#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
void bug_at(const char *file, int line, const char *fmt, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

#endif
