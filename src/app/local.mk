# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libapp_a_SOURCES =
src_libapp_a_SOURCES += %D%/actions.c %D%/actions.h
src_libapp_a_SOURCES += %D%/agenda_files.c %D%/agenda_files.h
src_libapp_a_SOURCES += %D%/answer_text.c %D%/answer_text.h
src_libapp_a_SOURCES += %D%/asking.c %D%/asking.h
src_libapp_a_SOURCES += %D%/config.c %D%/config.h
src_libapp_a_SOURCES += %D%/csv_draft.c %D%/csv_draft.h
src_libapp_a_SOURCES += %D%/defaults.c %D%/defaults.h
src_libapp_a_SOURCES += %D%/display.c %D%/display.h
src_libapp_a_SOURCES += %D%/editform.c %D%/editform.h
src_libapp_a_SOURCES += %D%/editor.c %D%/editor.h
src_libapp_a_SOURCES += %D%/options.c %D%/options.h
src_libapp_a_SOURCES += %D%/pager.c %D%/pager.h
src_libapp_a_SOURCES += %D%/session.c %D%/session.h
src_libapp_a_SOURCES += %D%/status.c %D%/status.h
