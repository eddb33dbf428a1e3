/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include <unistd.h>

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/say.h"
#include "exchange/register_xml.h"
#include "label/issue.h"
#include "model/resource.h"

static int fill(struct session *s, struct error *err)
{
    const struct resource *example = resource_find("example.xml");
    struct import_options options = { .operation = "example" };
    char day[DATE_TEXT];

    if (!example)
        bug("the example is not in the program");
    if (register_import_memory(s->store, example->name, example->bytes,
                               example->len, &options, NULL, NULL, NULL,
                               err) != 0 ||
        session_today(s, day, err) != 0)
        return -1;
    /* An issued label holds its exact words, so it is issued here. */
    return issue_approved(s->store, day, err);
}

int cmd_init(struct call *c, struct error *err)
{
    struct session *s = &c->session;
    bool example = options_has(&c->options, OPTION_EXAMPLE);

    session_introduce(s);
    if (session_create(s, err) != 0)
        return -1;
    if (example && fill(s, err) != 0) {
        session_discard(s);
        return -1;
    }
    say(_("made the register '%s'"), s->path);
    if (example)
        talk_to_person(_("look around with 'larder list'; 'larder label --all' "
                         "prints its labels"));
    else
        talk_to_person(_("begin with 'larder add party NAME name=...' and "
                         "'larder add organisation party=NAME'"));
    return 0;
}
