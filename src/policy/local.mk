# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libpolicy_a_SOURCES =
src_libpolicy_a_SOURCES += %D%/agenda.c %D%/agenda.h
src_libpolicy_a_SOURCES += %D%/answer.c %D%/answer.h
src_libpolicy_a_SOURCES += %D%/answer.def
src_libpolicy_a_SOURCES += %D%/answer_above.c
src_libpolicy_a_SOURCES += %D%/answer_linkage.c
src_libpolicy_a_SOURCES += %D%/answer_origin.c
src_libpolicy_a_SOURCES += %D%/answer_parts.h
src_libpolicy_a_SOURCES += %D%/answer_recipient.c
src_libpolicy_a_SOURCES += %D%/answer_transfer.c
src_libpolicy_a_SOURCES += %D%/answer_use.c
src_libpolicy_a_SOURCES += %D%/asked.c %D%/asked.h
src_libpolicy_a_SOURCES += %D%/broader.c %D%/broader.h
src_libpolicy_a_SOURCES += %D%/days.c %D%/days.h
src_libpolicy_a_SOURCES += %D%/due.c %D%/due.h
src_libpolicy_a_SOURCES += %D%/due_known.c %D%/due_known.h
src_libpolicy_a_SOURCES += %D%/due_words.c
src_libpolicy_a_SOURCES += %D%/duty.c %D%/duty.h
src_libpolicy_a_SOURCES += %D%/flow.c %D%/flow.h
src_libpolicy_a_SOURCES += %D%/impact.c %D%/impact.h
src_libpolicy_a_SOURCES += %D%/impact_contact.c %D%/impact_contact.h
src_libpolicy_a_SOURCES += %D%/impact_reach.c %D%/impact_reach.h
src_libpolicy_a_SOURCES += %D%/impact_rows.c %D%/impact_rows.h
src_libpolicy_a_SOURCES += %D%/impact_words.c
src_libpolicy_a_SOURCES += %D%/lineage.c %D%/lineage.h
src_libpolicy_a_SOURCES += %D%/moment.c %D%/moment.h
src_libpolicy_a_SOURCES += %D%/mosaic.c %D%/mosaic.h
src_libpolicy_a_SOURCES += %D%/onward.c %D%/onward.h
src_libpolicy_a_SOURCES += %D%/recipient.c %D%/recipient.h
src_libpolicy_a_SOURCES += %D%/scope.c %D%/scope.h
src_libpolicy_a_SOURCES += %D%/scope_read.c
src_libpolicy_a_SOURCES += %D%/today.c %D%/today.h
src_libpolicy_a_SOURCES += %D%/trail.c %D%/trail.h
src_libpolicy_a_SOURCES += %D%/trigger.c %D%/trigger.h
src_libpolicy_a_SOURCES += %D%/vague.c %D%/vague.h
