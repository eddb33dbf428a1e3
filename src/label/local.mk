# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_liblabel_a_SOURCES =
src_liblabel_a_SOURCES += %D%/brief.c
src_liblabel_a_SOURCES += %D%/build.c %D%/build.h
src_liblabel_a_SOURCES += %D%/catalog.c %D%/catalog.h
src_liblabel_a_SOURCES += %D%/chain.c %D%/chain.h
src_liblabel_a_SOURCES += %D%/choice.c %D%/choice.h
src_liblabel_a_SOURCES += %D%/claim.c %D%/claim.h
src_liblabel_a_SOURCES += %D%/countries.def
src_liblabel_a_SOURCES += %D%/fact.c %D%/fact.h
src_liblabel_a_SOURCES += %D%/foreign.c %D%/foreign.h
src_liblabel_a_SOURCES += %D%/grid.c %D%/grid.h
src_liblabel_a_SOURCES += %D%/grid_build.c %D%/grid_build.h
src_liblabel_a_SOURCES += %D%/grid_profile.c %D%/grid_profile.h
src_liblabel_a_SOURCES += %D%/isolate.c %D%/isolate.h
src_liblabel_a_SOURCES += %D%/label.c %D%/label.h
src_liblabel_a_SOURCES += %D%/language.c %D%/language.h
src_liblabel_a_SOURCES += %D%/layout.c %D%/layout.h
src_liblabel_a_SOURCES += %D%/material.c %D%/material.h
src_liblabel_a_SOURCES += %D%/message.c
src_liblabel_a_SOURCES += %D%/phrases.def
src_liblabel_a_SOURCES += %D%/read.c
src_liblabel_a_SOURCES += %D%/rows_choice.c
src_liblabel_a_SOURCES += %D%/rows_data.c
src_liblabel_a_SOURCES += %D%/rows_kept.c
src_liblabel_a_SOURCES += %D%/rows_rights.c
src_liblabel_a_SOURCES += %D%/rows_share.c
src_liblabel_a_SOURCES += %D%/rows_source.c
src_liblabel_a_SOURCES += %D%/rows_use.c
src_liblabel_a_SOURCES += %D%/seal.c %D%/seal.h
src_liblabel_a_SOURCES += %D%/tell.c %D%/tell.h
src_liblabel_a_SOURCES += %D%/text.c
src_liblabel_a_SOURCES += %D%/tree.c %D%/tree.h
src_liblabel_a_SOURCES += %D%/units.def
src_liblabel_a_SOURCES += %D%/words.c %D%/words.h
src_liblabel_a_SOURCES += %D%/xml.c %D%/xml.h
