/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * paint TEXT KEYS PROGRAM ARGUMENTS...: runs a program in a terminal of 120
 * columns and 40 lines.  Prints the seconds from the fork until TEXT is there
 * and, if KEYS is not empty, the seconds from typing KEYS (once all is quiet)
 * to the last byte of what the program then writes; and the KiB of memory that
 * it has used at most.
 */

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { QUIET_MS = 100, PATIENCE_MS = 20000, SCREEN_MAX = 1 << 20 };

static char screen[SCREEN_MAX];
static size_t filled;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Reads what comes within that time; false where nothing does. */
static bool take(int fd, int ms)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    ssize_t n;

    if (poll(&p, 1, ms) != 1)
        return false;
    n = read(fd, screen + filled, SCREEN_MAX - 1 - filled);
    if (n <= 0)
        return false;
    filled += (size_t)n;
    screen[filled] = '\0';
    return true;
}

/* When the text was there, or 0. */
static double wait_text(int fd, const char *text)
{
    while (take(fd, PATIENCE_MS))
        if (memmem(screen, filled, text, strlen(text)))
            return now();
    return 0;
}

/* When the last byte came before it was quiet, or 0. */
static double wait_quiet(int fd, int patience)
{
    double last = 0;

    while (take(fd, last > 0 ? QUIET_MS : patience))
        last = now();
    return last;
}

static long memory(pid_t pid)
{
    char name[64], line[256];
    long kib = 0;
    FILE *f;

    snprintf(name, sizeof name, "/proc/%d/status", (int)pid);
    f = fopen(name, "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmHWM: %ld", &kib) == 1)
            break;
    if (f)
        fclose(f);
    return kib;
}

int main(int argc, char **argv)
{
    struct winsize size = { .ws_row = 40, .ws_col = 120 };
    double start = now(), painted, typed = 0, answered = 0;
    pid_t pid;
    int fd;

    if (argc < 4)
        return 2;
    pid = forkpty(&fd, NULL, NULL, &size);
    if (pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        execvp(argv[3], argv + 3);
        _exit(127);
    }
    painted = pid > 0 ? wait_text(fd, argv[1]) : 0;
    if (painted > 0 && *argv[2]) {
        wait_quiet(fd, QUIET_MS);
        filled = 0;
        typed = now();
        if (write(fd, argv[2], strlen(argv[2])) > 0)
            answered = wait_quiet(fd, PATIENCE_MS);
    }
    if (painted > 0)
        printf("%.6f %.6f %ld\n", painted - start,
               answered > 0 ? answered - typed : 0, memory(pid));
    else
        fprintf(stderr, "paint: '%s' did not come:\n%s\n", argv[1], screen);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    return painted > 0 ? 0 : 1;
}
