/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#ifndef LARDER_MODEL_PERSONAL_H
#define LARDER_MODEL_PERSONAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/kinds.h"

/*
 * What in a text looks like the mark of one person: the register is about
 * data, never about the persons in them.  It is a guess, for a warning: a
 * text that looks so is stored all the same.
 *
 * The kinds of marks are a table.  Their names are the codes of the
 * vocabulary "personal", whose words tell a person what was found.
 *
 *   email  a local part, "@" and a name with a full stop in it (RFC 5321, 4.1)
 *   iban   15 to 34 characters, of which ISO/IEC 7064 MOD 97-10 is 1 (ISO
 *          13616)
 *   nir    France: 13 digits (2A, 2B for Corsica: 19, 18) of a certain form,
 *          and 97 - (these mod 97) (INSEE; decree 82-103)
 *   nino   United Kingdom: two letters, six digits, A to D; letters and pairs
 *          that are never given (HMRC, NIM39110)
 *   dni    Spain: 8 digits, or X, Y, Z (0, 1, 2) and 7 digits; the letter is
 *          number (these mod 23) of TRWAGMYFPDXBNJZSQVHLCKE (Ministerio del
 *          Interior)
 *   ppsn   Ireland: 7 digits times 8 to 2, and 9 times the second letter if
 *          there is one; the sum mod 23 is the first letter, W for 0
 *          (Department of Social Protection)
 *   card   15 or 16 digits that begin as those of payment cards do, with
 *          their check digit (ISO/IEC 7812-1, annex B)
 *   ssn    United States: 3, 2 and 4 digits, parted; not 000, 666, 9xx; not 00;
 *          not 0000 (Social Security Administration)
 *   bsn    Netherlands: 9 digits times 9 to 2 and -1, the sum a multiple of 11
 *          (Rijksdienst voor Identiteitsgegevens: elfproef)
 *   phone  with + or 00 in front, 7 to 15 digits (ITU-T E.164); with a 0 in
 *          front, 9 to 12 digits; in the groups of North America (3-3-4, as
 *          NANPA gives them) or of Spain (3-2-2-2); or 7 to 15 digits behind
 *          a word such as "tel" or "call"
 *
 * Dates, amounts of money, thousands in groups, decimals, and numbers behind
 * words such as ISBN or VAT are none of them.
 */
enum personal_kind {
    PERSONAL_EMAIL,
    PERSONAL_IBAN,
    PERSONAL_NIR,
    PERSONAL_NINO,
    PERSONAL_DNI,
    PERSONAL_PPSN,
    PERSONAL_CARD,
    PERSONAL_SSN,
    PERSONAL_BSN,
    PERSONAL_PHONE,
    PERSONAL_COUNT
};

struct personal {
    enum personal_kind kind;
    size_t at;  /* bytes into the text                                     */
    size_t len; /* bytes                                                   */
};

/*
 * Finds the first mark at byte *from or behind, and moves *from behind it;
 * false if there is none.  A text without "@" and with fewer than 6 digits (a
 * nino has so many) is not looked into.
 */
bool personal_find(const char *text, size_t *from, struct personal *out);

/* "phone"; not translated. */
const char *personal_code(enum personal_kind kind);

/* "a phone number"; translated. */
const char *personal_words(enum personal_kind kind);

/* Adds what was found with all but its last two characters masked, so that a
 * warning does not say again what should not have been said. */
void personal_mask(struct buf *out, const char *text, const struct personal *p);

/*
 * Is this a field in which a mark has no place?  Those are the fields of text
 * and prose, except where an office is expected to say how it is reached:
 *
 *   - how to see, fix, delete, say no, withdraw, get a copy, and the ways to
 *     choose instead (sections rights, choice, withdrawal, transfer);
 *   - who is responsible for what, which names a contact point (who, GDPR
 *     Art. 26(1));
 *   - the address, phone and desk of a party (contact), and its name;
 *   - names of files (document), which are full of numbers.
 *
 * The section is what decides, so that a new field is in the right place
 * without a line here.
 */
bool personal_has_no_place(enum field field);

#endif
