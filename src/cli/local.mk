# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libcli_a_SOURCES =
src_libcli_a_SOURCES += %D%/add.c
src_libcli_a_SOURCES += %D%/args.c %D%/args.h
src_libcli_a_SOURCES += %D%/assign.c %D%/assign.h
src_libcli_a_SOURCES += %D%/audit.c
src_libcli_a_SOURCES += %D%/backup.c
src_libcli_a_SOURCES += %D%/checkpoint.c
src_libcli_a_SOURCES += %D%/cli.c %D%/cli.h
src_libcli_a_SOURCES += %D%/command.h
src_libcli_a_SOURCES += %D%/commands.c
src_libcli_a_SOURCES += %D%/copy.c
src_libcli_a_SOURCES += %D%/deed.c %D%/deed.h
src_libcli_a_SOURCES += %D%/draft.c
src_libcli_a_SOURCES += %D%/edit.c
src_libcli_a_SOURCES += %D%/explain.c
src_libcli_a_SOURCES += %D%/export.c
src_libcli_a_SOURCES += %D%/history.c
src_libcli_a_SOURCES += %D%/import.c
src_libcli_a_SOURCES += %D%/init.c
src_libcli_a_SOURCES += %D%/label.c
src_libcli_a_SOURCES += %D%/list.c
src_libcli_a_SOURCES += %D%/next.c
src_libcli_a_SOURCES += %D%/parse.c %D%/parse.h
src_libcli_a_SOURCES += %D%/persons.c %D%/persons.h
src_libcli_a_SOURCES += %D%/query.c
src_libcli_a_SOURCES += %D%/redact.c
src_libcli_a_SOURCES += %D%/remove.c
src_libcli_a_SOURCES += %D%/rename.c
src_libcli_a_SOURCES += %D%/rules.c
src_libcli_a_SOURCES += %D%/say.c %D%/say.h
src_libcli_a_SOURCES += %D%/set.c
src_libcli_a_SOURCES += %D%/show.c
src_libcli_a_SOURCES += %D%/undo.c
src_libcli_a_SOURCES += %D%/verify.c %D%/verify.h
src_libcli_a_SOURCES += %D%/vocabulary.c
