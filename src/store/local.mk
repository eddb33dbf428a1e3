# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libstore_a_SOURCES =
src_libstore_a_SOURCES += %D%/at.c %D%/at.h
src_libstore_a_SOURCES += %D%/backup.c %D%/backup.h
src_libstore_a_SOURCES += %D%/change.c %D%/change.h
src_libstore_a_SOURCES += %D%/change_state.h
src_libstore_a_SOURCES += %D%/circle.c %D%/circle.h
src_libstore_a_SOURCES += %D%/db.c %D%/db.h
src_libstore_a_SOURCES += %D%/entry.c %D%/entry.h
src_libstore_a_SOURCES += %D%/filter_sql.c %D%/filter_sql.h
src_libstore_a_SOURCES += %D%/gate.c %D%/gate.h
src_libstore_a_SOURCES += %D%/history.c %D%/history.h
src_libstore_a_SOURCES += %D%/history_state.h
src_libstore_a_SOURCES += %D%/image.c %D%/image.h
src_libstore_a_SOURCES += %D%/list.c %D%/list.h
src_libstore_a_SOURCES += %D%/merkle.c %D%/merkle.h
src_libstore_a_SOURCES += %D%/migrate.c %D%/migrate.h
src_libstore_a_SOURCES += %D%/own.c %D%/own.h
src_libstore_a_SOURCES += %D%/place.c %D%/place.h
src_libstore_a_SOURCES += %D%/query.c %D%/query.h
src_libstore_a_SOURCES += %D%/read.c %D%/read.h
src_libstore_a_SOURCES += %D%/redact.c
src_libstore_a_SOURCES += %D%/remove.c
src_libstore_a_SOURCES += %D%/rename.c
src_libstore_a_SOURCES += %D%/rows.c %D%/rows.h
src_libstore_a_SOURCES += %D%/schema.c %D%/schema.h
src_libstore_a_SOURCES += %D%/slice.c %D%/slice.h
src_libstore_a_SOURCES += %D%/store.c %D%/store.h
src_libstore_a_SOURCES += %D%/targets.c %D%/targets.h
src_libstore_a_SOURCES += %D%/text_index.c %D%/text_index.h
src_libstore_a_SOURCES += %D%/texts.c %D%/texts.h
src_libstore_a_SOURCES += %D%/tlv.c %D%/tlv.h
src_libstore_a_SOURCES += %D%/undo.c
src_libstore_a_SOURCES += %D%/verify.c
