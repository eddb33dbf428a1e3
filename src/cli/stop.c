/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "cli/stop.h"

#include "base/i18n.h"

static volatile sig_atomic_t stopped;
static const int signals[STOP_SIGNALS] = { SIGHUP, SIGINT, SIGTERM };

static void on_signal(int signal)
{
    stopped = signal;
}

static bool is_stopped(void)
{
    return stopped != 0;
}

void stop_begin(struct stop *stop, struct store *s)
{
    struct sigaction act = { .sa_handler = on_signal };

    stopped = 0;
    stop->store = s;
    sigemptyset(&act.sa_mask);
    for (size_t i = 0; i < STOP_SIGNALS; i++) {
        sigaction(signals[i], NULL, &stop->old[i]);
        if (stop->old[i].sa_handler != SIG_IGN)
            sigaction(signals[i], &act, NULL);
    }
    store_set_interrupt(s, is_stopped);
}

int stop_check(struct error *err)
{
    if (!is_stopped())
        return 0;
    return error_set(err, ERROR_INTERRUPTED, _("stopped; nothing was written"));
}

void stop_end(struct stop *stop)
{
    store_set_interrupt(stop->store, NULL);
    for (size_t i = 0; i < STOP_SIGNALS; i++)
        sigaction(signals[i], &stop->old[i], NULL);
    if (stopped)
        raise(stopped);
}
