/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

#include "ui/frame.h"

#include <curses.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "ui/ui.h"

/* Blanks between two hints. */
enum { HINT_GAP = 2 };

static bool drawing;

bool frame_too_small(void)
{
    return LINES < UI_LEAST_LINES || COLS < UI_LEAST_COLUMNS;
}

int frame_status_row(void)
{
    return LINES - 2;
}

struct area frame_body(void)
{
    return (struct area){ 1, 0, LINES - 3, COLS };
}

/* --- the title ----------------------------------------------------------- */

static void add_titles(const struct screen *s, struct buf *out)
{
    if (s->below)
        add_titles(s->below, out);
    if (!s->ops->title)
        return;
    buf_adds(out, s->below ? " > " : "  ");
    s->ops->title(s, out);
}

static const char *register_name(const struct ui *ui)
{
    const char *slash = strrchr(ui->session->path, '/');

    return slash ? slash + 1 : ui->session->path;
}

/* What is cut is the beginning: the end says where you are. */
static void add_titles_fit(const struct screen *s, int room, struct buf *out)
{
    struct buf titles = BUF_INIT, safe = BUF_INIT;
    size_t from = 0;

    add_titles(s, &titles);
    paint_escape(&safe, titles.s, titles.len, false);
    while ((int)utf8_width(safe.s + from) > room - 2)
        from = utf8_next(safe.s, from);
    buf_addf(out, "%s%s", from ? " ~" : "", safe.s + from);
    buf_release(&titles);
    buf_release(&safe);
}

static void draw_title(const struct ui *ui)
{
    struct buf left = BUF_INIT, right = BUF_INIT;
    int room;

    paint_fit(&right, register_name(ui), COLS / 3);
    buf_addc(&right, ' ');
    room = COLS - (int)utf8_width(right.s) - 1;
    buf_adds(&left, " larder");
    add_titles_fit(ui->top, room - (int)left.len, &left);
    paint(0, 0, COLS, ROLE_TITLE, "");
    paint(0, room + 1, COLS - room - 1, ROLE_TITLE, right.s);
    paint(0, 0, room, ROLE_TITLE, left.s);
    buf_release(&left);
    buf_release(&right);
}

/* --- the status line and messages ---------------------------------------- */

static void draw_sides(int row, const char *left, const char *right)
{
    int width = (int)utf8_width(right);

    if (width > COLS / 2)
        width = COLS / 2;
    paint(row, 0, COLS, ROLE_STATUS, "");
    paint(row, COLS - width - 1, width, ROLE_STATUS, right);
    paint(row, 1, COLS - width - 3, ROLE_STATUS, left);
}

static void draw_status(struct ui *ui)
{
    struct buf left = BUF_INIT, right = BUF_INIT;
    struct screen *s = ui->top;

    if (!ui_writable(ui))
        buf_addf(&left, "%s  ", _("[read only]"));
    while (s && !s->ops->status)
        s = s->below;
    if (s)
        s->ops->status(s, &left, &right);
    draw_sides(frame_status_row(), left.s, right.s);
    buf_release(&left);
    buf_release(&right);
}

/* A message grows upwards from the status line, and stays until a key. */
static void draw_message(const struct ui *ui, bool above)
{
    enum role role = ui->failed ? ROLE_ERROR : ROLE_MESSAGE;
    int last = frame_status_row() - (above ? 1 : 0);
    struct strs lines = STRS_INIT;
    struct buf text = BUF_INIT;
    int n;

    if (ui->failed)
        buf_addf(&text, "%s ", _("Error:"));
    buf_adds(&text, ui->message);
    paint_wrap(&lines, text.s, COLS - 2);
    n = lines.n > 4 ? 4 : (int)lines.n;
    for (int i = 0; i < n; i++) {
        paint(last - n + 1 + i, 0, COLS, role, "");
        paint(last - n + 1 + i, 1, COLS - 2, role, lines.v[i]);
    }
    strs_release(&lines);
    buf_release(&text);
}

/* --- hints --------------------------------------------------------------- */

static int hint_width(enum action a, enum place place)
{
    return (int)(utf8_width(action_key(a, place)) + 1 +
                 utf8_width(_(action_info(a)->hint)));
}

static int draw_hint(int x, enum action a, enum place place)
{
    int y = LINES - 1;

    x += paint(y, x, COLS - x, ROLE_KEY, action_key(a, place));
    x += 1;
    x += paint(y, x, COLS - x, ROLE_TEXT, _(action_info(a)->hint));
    return x + HINT_GAP;
}

/* Those that fit; help, the last of them, always. */
static void draw_hints(struct ui *ui)
{
    enum place place = ui->top->ops->place(ui->top);
    bool help = (action_info(ACTION_HELP)->hints & (unsigned)place) != 0;
    int room = COLS - 1 - (help ? hint_width(ACTION_HELP, place) : 0);
    int x = 1;

    for (int i = ACTION_NONE + 1; i < ACTION_HELP; i++) {
        enum action a = (enum action)i;

        if (!(action_info(a)->hints & (unsigned)place) ||
            !ui_valid(ui->top, a) || x + hint_width(a, place) >= room)
            continue;
        x = draw_hint(x, a, place);
    }
    if (help)
        draw_hint(x, ACTION_HELP, place);
}

/* --- all of it ----------------------------------------------------------- */

static void draw_stack(struct screen *s, struct area a)
{
    if (s->ops->over && s->below)
        draw_stack(s->below, a);
    s->ops->draw(s, a);
}

/* What stands over other screens stands over the status line, too. */
static void draw_screens(struct ui *ui)
{
    struct screen *top = ui->top;
    struct area a = frame_body();
    bool over = top->ops->over && top->below;

    draw_stack(over ? top->below : top, a);
    if (!ui->message || over)
        draw_status(ui);
    if (over)
        top->ops->draw(top, a);
}

static void draw_too_small(void)
{
    paint(0, 0, COLS, ROLE_TEXT,
          _("The terminal is too small: 60x16 is needed."));
    move(0, 0);
}

static void draw_all(struct ui *ui)
{
    bool line = ui->top->ops->place(ui->top) == PLACE_LINE;
    int y = 0, x = 0;

    draw_title(ui);
    draw_screens(ui);
    if (ui->message)
        draw_message(ui, line);
    if (!ui->no_hints)
        draw_hints(ui);
    ui->top->ops->cursor(ui->top, &y, &x);
    move(y < LINES ? y : LINES - 1, x < COLS ? x : COLS - 1);
}

void frame_draw(struct ui *ui)
{
    drawing = true;
    erase();
    if (frame_too_small())
        draw_too_small();
    else
        draw_all(ui);
    refresh();
    drawing = false;
}

/* Nothing else is drawn, and the cursor stays where people follow it.  What is
 * being drawn is not shown half. */
void frame_say(struct ui *ui, const char *words)
{
    bool line = ui->top->ops->place(ui->top) == PLACE_LINE;
    int row = frame_status_row() - (line ? 1 : 0), y, x;

    if (drawing || frame_too_small())
        return;
    getyx(stdscr, y, x);
    paint(row, 0, COLS, ROLE_MESSAGE, "");
    paint(row, 1, COLS - 2, ROLE_MESSAGE, words);
    move(y, x);
    refresh();
}

/* --- for tests ----------------------------------------------------------- */

static void dump_text(int y, struct buf *out)
{
    wchar_t cells[1024];
    size_t from = out->len;
    int n = mvinnwstr(y, 0, cells, COLS);

    for (int i = 0; i < n; i++)
        utf8_add(out, (uint32_t)cells[i]);
    while (out->len > from && out->s[out->len - 1] == ' ')
        buf_truncate(out, out->len - 1);
    buf_addc(out, '\n');
}

static void dump_roles(int y, struct buf *out)
{
    for (int x = 0, from = 0; x < COLS; from = x) {
        const char *role = role_at(y, x);

        while (x < COLS && strcmp(role_at(y, x), role) == 0)
            x++;
        if (strcmp(role, "text") != 0)
            buf_addf(out, "role %d %d-%d %s\n", y, from, x - 1, role);
    }
}

void ui_dump(const struct ui *ui, struct buf *out)
{
    int y, x;

    (void)ui;
    getyx(stdscr, y, x);
    buf_addf(out, "# %dx%d\n", COLS, LINES);
    for (int row = 0; row < LINES; row++)
        dump_text(row, out);
    buf_addf(out, "cursor %d %d\n", y, x);
    for (int row = 0; row < LINES; row++)
        dump_roles(row, out);
    move(y, x);
}
