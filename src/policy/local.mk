# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libpolicy_a_SOURCES =
src_libpolicy_a_SOURCES += %D%/asked.c %D%/asked.h
src_libpolicy_a_SOURCES += %D%/due.c %D%/due.h
src_libpolicy_a_SOURCES += %D%/flow.c %D%/flow.h
src_libpolicy_a_SOURCES += %D%/today.c %D%/today.h
src_libpolicy_a_SOURCES += %D%/trail.c %D%/trail.h
src_libpolicy_a_SOURCES += %D%/vague.c %D%/vague.h
