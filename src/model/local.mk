# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libmodel_a_SOURCES =
src_libmodel_a_SOURCES += %D%/check.c %D%/check.h
src_libmodel_a_SOURCES += %D%/country_table.c %D%/country_table.h
src_libmodel_a_SOURCES += %D%/date.c %D%/date.h
src_libmodel_a_SOURCES += %D%/filter.c %D%/filter.h
src_libmodel_a_SOURCES += %D%/heading.c %D%/heading.h
src_libmodel_a_SOURCES += %D%/heading_table.c %D%/heading_table.h
src_libmodel_a_SOURCES += %D%/heading_text.c
src_libmodel_a_SOURCES += %D%/kinds.c %D%/kinds.h
src_libmodel_a_SOURCES += %D%/kinds.def
src_libmodel_a_SOURCES += %D%/months.def
src_libmodel_a_SOURCES += %D%/own.c %D%/own.h
src_libmodel_a_SOURCES += %D%/own_term.c %D%/own_term.h
src_libmodel_a_SOURCES += %D%/personal.c %D%/personal.h
src_libmodel_a_SOURCES += %D%/personal_id.c
src_libmodel_a_SOURCES += %D%/personal_match.h
src_libmodel_a_SOURCES += %D%/personal_phone.c
src_libmodel_a_SOURCES += %D%/record.c %D%/record.h
src_libmodel_a_SOURCES += %D%/ref.c %D%/ref.h
src_libmodel_a_SOURCES += %D%/region.c %D%/region.h
src_libmodel_a_SOURCES += %D%/resource.c %D%/resource.h
src_libmodel_a_SOURCES += %D%/scan.c %D%/scan.h
src_libmodel_a_SOURCES += %D%/schema.c %D%/schema.h
src_libmodel_a_SOURCES += %D%/value.c %D%/value.h
src_libmodel_a_SOURCES += %D%/vocabulary.c %D%/vocabulary.h
nodist_src_libmodel_a_SOURCES = %D%/resources.c

CLEANFILES += %D%/resources.c
%D%/resources.c: $(resources) $(label_catalogs) build-aux/embed
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	  sh $(srcdir)/build-aux/embed $(srcdir) $(resources) \
	    $(label_catalogs) >$@-t && \
	  mv $@-t $@
