# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libui_a_SOURCES =
src_libui_a_SOURCES += %D%/ask.c
src_libui_a_SOURCES += %D%/browse.c %D%/browse.h
src_libui_a_SOURCES += %D%/choices.c %D%/choices.h
src_libui_a_SOURCES += %D%/command.c
src_libui_a_SOURCES += %D%/conflict.c
src_libui_a_SOURCES += %D%/deed.c
src_libui_a_SOURCES += %D%/draft.c %D%/draft.h
src_libui_a_SOURCES += %D%/entry.c
src_libui_a_SOURCES += %D%/form.c
src_libui_a_SOURCES += %D%/frame.c %D%/frame.h
src_libui_a_SOURCES += %D%/help.c
src_libui_a_SOURCES += %D%/history.c
src_libui_a_SOURCES += %D%/keys.c %D%/keys.h
src_libui_a_SOURCES += %D%/label.c
src_libui_a_SOURCES += %D%/lineedit.c %D%/lineedit.h
src_libui_a_SOURCES += %D%/list.c
src_libui_a_SOURCES += %D%/page.c
src_libui_a_SOURCES += %D%/paint.c %D%/paint.h
src_libui_a_SOURCES += %D%/pick.c
src_libui_a_SOURCES += %D%/preview.c %D%/preview.h
src_libui_a_SOURCES += %D%/prompt.c
src_libui_a_SOURCES += %D%/quote.c %D%/quote.h
src_libui_a_SOURCES += %D%/role.c %D%/role.h
src_libui_a_SOURCES += %D%/screen.h
src_libui_a_SOURCES += %D%/screens.h
src_libui_a_SOURCES += %D%/scroll.c %D%/scroll.h
src_libui_a_SOURCES += %D%/search.c
src_libui_a_SOURCES += %D%/sheet.c %D%/sheet.h
src_libui_a_SOURCES += %D%/table.c %D%/table.h
src_libui_a_SOURCES += %D%/term.c %D%/term.h
src_libui_a_SOURCES += %D%/ui.c %D%/ui.h
src_libui_a_SOURCES += %D%/ui_state.h
src_libui_a_SOURCES += %D%/undo.c
src_libui_a_SOURCES += %D%/words.c
