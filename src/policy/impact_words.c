/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "policy/impact.h"

#include "base/i18n.h"

static const struct impact_info infos[IMPACT_WHAT_COUNT] = {
    [IMPACT_OWN] = { "own",
                     N_("Stop the use now. Delete the data, or say what else "
                        "allows you to keep them."),
                     "GDPR Art. 7(3), 17(1)" },
    [IMPACT_DERIVED] = { "derived",
                         N_("Take the data out, or make the dataset again "
                            "without them. If that cannot be done, say why."),
                         "GDPR Art. 17(1)" },
    [IMPACT_PROCESSOR] = { "processor",
                           N_("Tell them to stop, and to delete the data or "
                              "give them back. Ask for a proof."),
                           "GDPR Art. 28(3)(a), 28(3)(g)" },
    [IMPACT_JOINT] = { "joint",
                       N_("Tell them, and settle who deletes what and who "
                          "answers people."),
                       "GDPR Art. 19, 26" },
    [IMPACT_RECIPIENT] = { "recipient",
                           N_("Tell them that the data must be deleted, and "
                              "that they must tell those to whom they passed "
                              "them on."),
                           "GDPR Art. 19" },
    [IMPACT_PUBLIC] = { "public",
                        N_("Take the data off the place where all can read "
                           "them, and ask those who copied them to delete the "
                           "copies."),
                        "GDPR Art. 17(2)" },
    [IMPACT_ONWARD] = { "onward",
                        N_("See that the recipient tells them; else tell them "
                           "yourself."),
                        "GDPR Art. 19" },
    [IMPACT_ONWARD_ANY] = { "onward-any",
                            N_("Ask the recipient to whom the data were passed "
                               "on, and see that all of them are told."),
                            "GDPR Art. 19" },
    [IMPACT_DELETE] = { "delete",
                        N_("They must delete the data now. Ask for a proof."),
                        "GDPR Art. 28(3)(g)" },
    [IMPACT_RETURN] = { "return", N_("They must give the data back now."),
                        "GDPR Art. 28(3)(g)" },
    [IMPACT_EITHER] = { "delete-or-return",
                        N_("They must delete the data or give them back now. "
                           "Ask for a proof."),
                        "GDPR Art. 28(3)(g)" },
    [IMPACT_KEEPS] = { "keeps",
                       N_("By the agreement they may keep the data. Say what "
                          "allows that after its end."),
                       "GDPR Art. 5(1)(e)" },
};

const struct impact_info *impact_info(enum impact_what what)
{
    return &infos[what];
}
