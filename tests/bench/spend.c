/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/*
 * spend PROGRAM ARGUMENTS...: runs a program and then writes to standard
 * error, as a last line, the seconds from its start to its end, the KiB of
 * memory that it used at most, and its exit status.  So small itself that what
 * a fork of it weighs does not count.
 */

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct rusage usage;
    double start = now();
    int status;
    pid_t pid;

    if (argc < 2)
        return 2;
    pid = vfork();
    if (pid == 0) {
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid) {
        perror("spend");
        return 2;
    }
    fprintf(stderr, "%.6f %ld %d\n", now() - start, usage.ru_maxrss,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128);
    return 0;
}
