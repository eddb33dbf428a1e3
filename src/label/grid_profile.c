/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "label/grid_profile.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"

#define USE(id, words, ...)                                                    \
    {                                                                          \
        id, GRID_USE, SAY_COLUMN_##words,                                      \
        {                                                                      \
            __VA_ARGS__                                                        \
        }                                                                      \
    }
#define SHARE(id, words, ...)                                                  \
    {                                                                          \
        id, GRID_SHARE, SAY_COLUMN_##words,                                    \
        {                                                                      \
            __VA_ARGS__                                                        \
        }                                                                      \
    }

static const struct grid_profile profiles[] = {
    { "general",
      { USE("serve", SERVE, "service-provision", "public-service", "smart-city",
            "transport", "safety", "health", "education", "aid",
            "registration"),
        USE("study", STUDY, "research", "statistics"),
        USE("watch", WATCH, "crime", "enforcement", "monitoring-people",
            "migration", "fraud"),
        USE("money", MONEY, "commercial"),
        SHARE("government", GOVERNMENT, "public-authority"),
        SHARE("firms", FIRMS, "company", "processor") } },
    { "city",
      { USE("run", RUN_CITY, "smart-city", "transport", "public-service",
            "safety"),
        USE("study", STUDY, "research", "statistics"),
        USE("fines", FINES, "enforcement"),
        USE("crime", CRIME, "crime", "monitoring-people"),
        SHARE("police", POLICE, "police", "prosecutor", "court"),
        SHARE("firms", FIRMS, "company", "processor"),
        SHARE("everyone", EVERYONE, "public") } },
    { "humanitarian",
      { USE("help", HELP, "aid", "registration"),
        USE("fraud", FRAUD, "fraud", "identity-check"),
        USE("study", STUDY, "research", "statistics", "aid-evaluation"),
        SHARE("aid-groups", AID_GROUPS, "ngo", "international-organisation"),
        SHARE("host", HOST, "host-government"),
        SHARE("home", HOME, "government-fled") } },
    { "school",
      { USE("teach", TEACH, "education"),
        USE("watch", WATCH, "monitoring-people"),
        USE("marks", MARKS, "exams", "discipline"),
        USE("money", MONEY, "commercial"),
        SHARE("teachers", TEACHERS, "teacher", "school"),
        SHARE("firms", FIRMS, "company", "processor"),
        SHARE("police", POLICE, "police", "prosecutor", "court") } },
    { "health",
      { USE("care", CARE, "treatment", "emergency-care", "vaccination",
            "social-care"),
        USE("plan", PLAN, "public-health", "health-planning"),
        USE("study", STUDY, "research", "statistics"),
        USE("money", MONEY, "commercial"),
        SHARE("doctors", DOCTORS, "health-service"),
        SHARE("researchers", RESEARCHERS, "researcher"),
        SHARE("firms", FIRMS, "company", "processor") } },
};

const struct grid_profile *grid_profile_at(size_t i)
{
    return i < sizeof profiles / sizeof *profiles ? &profiles[i] : NULL;
}

const struct grid_profile *grid_profile_find(const char *id)
{
    const struct grid_profile *p;

    for (size_t i = 0; (p = grid_profile_at(i)); i++)
        if (strcmp(p->id, id) == 0)
            return p;
    return NULL;
}

size_t grid_profile_size(const struct grid_profile *p)
{
    size_t n = 0;

    while (n < GRID_PROFILE_COLUMNS && p->columns[n].id)
        n++;
    return n;
}

int grid_profile_parse(const struct grid_profile **out, const char *id,
                       struct error *err)
{
    struct buf list = BUF_INIT;
    const struct grid_profile *p;

    *out = grid_profile_find(id);
    if (*out)
        return 0;
    for (size_t i = 0; (p = grid_profile_at(i)); i++)
        buf_addf(&list, "%s%s", i ? ", " : "", p->id);
    error_set(err, ERROR_USAGE,
              _("there is no profile '%s' of labels; they are: %s"), id,
              list.s);
    buf_release(&list);
    return -1;
}
