/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/paste.h"
#include "ui/role.h"

/* An escape sequence arrives at once, even over a slow line. */
enum { ESCAPE_MS = 50, WAITING = 256 };

/* What Ctrl and a letter send. */
enum { CTRL_C = 3 };

/* A paste that stops for so long has lost its end. */
enum { PASTE_MS = 1000 };

/* Beyond the keys of ncurses: what stands around a pasted text. */
enum { KEY_PASTE = KEY_MAX + 1, KEY_PASTED };

static struct {
    SCREEN *screen;
    int fd, out;
    bool real; /* a terminal, and not a test                               */
    bool lent;
    bool pastes; /* it tells what is pasted                                */
    key_code waiting[WAITING]; /* read by term_interrupted()               */
    size_t waiting_n;
    struct paste pasted;
    bool torn; /* some of it is not UTF-8                                  */
} term = { .pasted = { .text = BUF_INIT } };

static volatile sig_atomic_t told_end, told_again;

static void on_end(int signal)
{
    (void)signal;
    told_end = 1;
}

static void on_again(int signal)
{
    (void)signal;
    told_again = 1;
}

/* Whether the terminal tells what is pasted.  Safe in a signal handler. */
static void tell_paste(bool on)
{
    const char *bytes = on ? "\033[?2004h" : "\033[?2004l";

    if (term.pastes && write(term.out, bytes, strlen(bytes)) < 0)
        term.pastes = false;
}

/* Gives the terminal back as it was. */
static void leave(void)
{
    tell_paste(false);
    endwin();
}

/* After a mistake of ours: as much as can be done for the terminal. */
static void on_crash(int signal)
{
    leave();
    raise(signal);
}

static void listen_crash(int signal)
{
    struct sigaction act = { .sa_handler = on_crash,
                             .sa_flags = SA_RESETHAND | SA_NODEFER };

    sigemptyset(&act.sa_mask);
    sigaction(signal, &act, NULL);
}

static void on_exit_restore(void)
{
    if (term.screen && !isendwin())
        leave();
}

static void listen(int signal, void (*handler)(int))
{
    struct sigaction act = { .sa_handler = handler };

    sigemptyset(&act.sa_mask);
    sigaction(signal, &act, NULL);
}

/* --- opening and closing ------------------------------------------------- */

static int check_real(struct error *err)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, ERROR_USAGE,
                         _("the screen needs a terminal; without one use a "
                           "command, such as 'larder list' (larder --help)"));
    return 0;
}

static int fail_name(const char *name, struct error *err)
{
    return error_set(err, ERROR_FAILED,
                     _("the terminal '%s' cannot show screens; set TERM, or "
                       "use a command, such as 'larder list' "
                       "(larder --help)"),
                     name ? name : "");
}

static bool no_colour(void)
{
    const char *s = getenv("NO_COLOR");

    return s && *s;
}

/*
 * Home and End as terminals send them that are not what TERM says: tmux under
 * the name of xterm, the Linux console, rxvt.
 */
static void know_more_keys(void)
{
    static const struct {
        const char *bytes;
        int key;
    } more[] = {
        { "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
        { "\033[H", KEY_HOME },  { "\033OH", KEY_HOME },
        { "\033[4~", KEY_END },  { "\033[8~", KEY_END },
        { "\033[F", KEY_END },   { "\033OF", KEY_END },
    };

    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (!key_defined(more[i].bytes))
            define_key(more[i].bytes, more[i].key);
}

/*
 * Those that do not know the sequence leave it alone (ECMA-48), but a terminal
 * that is older than that might print it: only what says that it knows, or is
 * known to know without saying so.
 */
static bool can_paste(const char *name)
{
    static const char *const others[] = { "screen", "rxvt", "putty" };
    const char *enable = tigetstr("BE");

    if (enable && enable != (const char *)-1)
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(name, others[i], strlen(others[i])) == 0)
            return true;
    return false;
}

static void settle_paste(const char *name)
{
    term.pastes = can_paste(name);
    define_key("\033[200~", KEY_PASTE);
    define_key("\033[201~", KEY_PASTED);
    tell_paste(true);
}

static void settle(const struct term_options *o)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    know_more_keys();
    leaveok(stdscr, FALSE);
    set_escdelay(ESCAPE_MS);
    curs_set(1);
    role_start(o->mono || no_colour());
    if (o->height)
        resizeterm(o->height, o->width);
}

int term_open(const struct term_options *o, struct error *err)
{
    const char *name = o->name ? o->name : getenv("TERM");

    if (!o->in && check_real(err) != 0)
        return -1;
    term.screen =
        newterm(name, o->out ? o->out : stdout, o->in ? o->in : stdin);
    if (!term.screen)
        return fail_name(name, err);
    if (!cursor_address || !*cursor_address) {
        term_close();
        return fail_name(name, err);
    }
    term.fd = fileno(o->in ? o->in : stdin);
    term.out = fileno(o->out ? o->out : stdout);
    term.real = !o->in;
    term.waiting_n = 0;
    told_end = told_again = 0;
    if (term.real) {
        listen_crash(SIGABRT);
        listen_crash(SIGSEGV);
        atexit(on_exit_restore);
    }
    listen(SIGTERM, on_end);
    listen(SIGHUP, on_end);
    listen(SIGCONT, on_again);
    settle(o);
    settle_paste(name);
    return 0;
}

void term_close(void)
{
    leave();
    paste_release(&term.pasted);
    delscreen(term.screen);
    term.screen = NULL;
    listen(SIGTERM, SIG_DFL);
    listen(SIGHUP, SIG_DFL);
    listen(SIGCONT, SIG_DFL);
}

/* --- the size ------------------------------------------------------------ */

/* After a pause the terminal may have another size, and no signal said so. */
static void measure(void)
{
    struct winsize size;

    if (term.real && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_row && size.ws_col)
        resizeterm(size.ws_row, size.ws_col);
}

static void wake(void)
{
    refresh();
    tell_paste(true);
    measure();
    clearok(curscr, TRUE);
}

/* --- keys ---------------------------------------------------------------- */

/* Is the input at its end, rather than slow? */
static bool at_end(void)
{
    struct pollfd wait = { term.fd, POLLIN, 0 };
    int n = 0;

    return poll(&wait, 1, 0) > 0 &&
           (ioctl(term.fd, FIONREAD, &n) != 0 || n == 0);
}

/* One key, of which at least the first byte should be there already. */
static bool take(int milliseconds, key_code *key)
{
    wint_t c;
    int got;

    timeout(milliseconds);
    got = get_wch(&c);
    if (got == ERR)
        return false;
    *key = got == KEY_CODE_YES ? KEYS_CODE | (key_code)c : (key_code)c;
    return true;
}

/* One that was read before, or comes within that time. */
static bool take_waiting(int milliseconds, key_code *key)
{
    if (!term.waiting_n)
        return take(milliseconds, key);
    *key = term.waiting[0];
    term.waiting_n--;
    memmove(term.waiting, term.waiting + 1,
            term.waiting_n * sizeof *term.waiting);
    return true;
}

/* Does more of a paste come? */
static bool more_comes(void)
{
    struct pollfd wait = { term.fd, POLLIN, 0 };

    return !term.waiting_n && poll(&wait, 1, PASTE_MS) > 0 && !at_end();
}

/*
 * Bytes that are not UTF-8 are no end: what stands behind them is no key.
 * ncurses may take the end of the paste for a part of them.
 */
static void take_paste(void)
{
    key_code key = 0;

    paste_begin(&term.pasted);
    term.torn = false;
    while (key != (KEYS_CODE | KEY_PASTED)) {
        bool more = more_comes();

        if (take_waiting(more ? PASTE_MS : 0, &key))
            paste_key(&term.pasted, key);
        else if (more)
            term.torn = true;
        else
            break;
    }
}

const char *term_pasted(void)
{
    return term.torn ? NULL : term.pasted.text.s;
}

static enum heard hear(key_code key)
{
    if (key == (KEYS_CODE | KEY_PASTE)) {
        take_paste();
        return TERM_PASTE;
    }
    return key == (KEYS_CODE | KEY_RESIZE) ? TERM_RESIZE : TERM_KEY;
}

enum heard term_wait(int milliseconds, key_code *key)
{
    struct pollfd wait = { term.fd, POLLIN, 0 };
    int got;

    if (take_waiting(0, key))
        return hear(*key);
    got = told_end || told_again ? 0 : poll(&wait, 1, milliseconds);
    if (told_end)
        return TERM_END;
    if (told_again) {
        told_again = 0;
        wake();
        return TERM_RESIZE;
    }
    if (take(got > 0 ? ESCAPE_MS : 0, key))
        return hear(*key);
    return got > 0 && at_end() ? TERM_END : TERM_QUIET;
}

bool term_pending(void)
{
    struct pollfd wait = { term.fd, POLLIN, 0 };

    return term.real &&
           (term.waiting_n || told_end || told_again || poll(&wait, 1, 0) > 0);
}

bool term_interrupted(void)
{
    struct pollfd wait = { term.fd, POLLIN, 0 };
    key_code key;

    if (!term.real || term.waiting_n == WAITING || poll(&wait, 1, 0) <= 0 ||
        !take(ESCAPE_MS, &key))
        return told_end;
    if (key == CTRL_C)
        return true;
    term.waiting[term.waiting_n++] = key;
    return told_end;
}

/* --- pauses -------------------------------------------------------------- */

void term_suspend(void)
{
    struct sigaction old, act = { .sa_handler = SIG_DFL };

    if (!term.real)
        return;
    leave();
    sigemptyset(&act.sa_mask);
    sigaction(SIGTSTP, &act, &old);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &old, NULL);
    wake();
}

void term_lend(void)
{
    def_prog_mode();
    leave();
}

void term_take_back(void)
{
    reset_prog_mode();
    wake();
}
