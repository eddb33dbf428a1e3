/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/language.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"

/* Which plural forms there are: Unicode CLDR, plural rules; a test compares
 * them with the Plural-Forms of the catalogs. */

static unsigned one_or_more(uint64_t n)
{
    return n != 1;
}

static unsigned up_to_one_or_more(uint64_t n)
{
    return n > 1;
}

static unsigned all_alike(uint64_t n)
{
    (void)n;
    return 0;
}

static unsigned arabic(uint64_t n)
{
    if (n <= 2)
        return (unsigned)n;
    if (n % 100 >= 3 && n % 100 <= 10)
        return 3;
    return n % 100 >= 11 ? 4 : 5;
}

static const struct language languages[] = {
    { .tag = "en",
      .name = C_("language", "English"),
      .own = "English",
      .zero = '0',
      .forms = 2,
      .plural = one_or_more },
    { .tag = "fr",
      .name = C_("language", "French"),
      .own = "fran\u00e7ais",
      .zero = '0',
      .forms = 2,
      .plural = up_to_one_or_more },
    { .tag = "es",
      .name = C_("language", "Spanish"),
      .own = "espa\u00f1ol",
      .zero = '0',
      .forms = 2,
      .plural = one_or_more },
    { .tag = "pt",
      .name = C_("language", "Portuguese"),
      .own = "portugu\u00eas",
      .zero = '0',
      .forms = 2,
      .plural = up_to_one_or_more },
    { .tag = "ar",
      .name = C_("language", "Arabic"),
      .own = "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
      .rtl = true,
      .zero = 0x660,
      .forms = 6,
      .plural = arabic },
    { .tag = "sw",
      .name = C_("language", "Swahili"),
      .own = "Kiswahili",
      .zero = '0',
      .forms = 2,
      .plural = one_or_more },
    { .tag = "id",
      .name = C_("language", "Indonesian"),
      .own = "Bahasa Indonesia",
      .polite = "Anda",
      .zero = '0',
      .forms = 1,
      .plural = all_alike },
    { .tag = "bn",
      .name = C_("language", "Bengali"),
      .own = "\u09ac\u09be\u0982\u09b2\u09be",
      .zero = 0x9e6,
      .forms = 2,
      .plural = up_to_one_or_more },
};

enum { LANGUAGES = sizeof languages / sizeof *languages };

bool language_same(const char *a, const char *b)
{
    size_t len = strcspn(a, "-");

    return strcspn(b, "-") == len && strncasecmp(a, b, len) == 0;
}

const struct language *language_find(const char *tag)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        if (language_same(languages[i].tag, tag))
            return &languages[i];
    return NULL;
}

const struct language *language_number(size_t i)
{
    return i < LANGUAGES ? &languages[i] : NULL;
}
