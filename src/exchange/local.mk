# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libexchange_a_SOURCES =
src_libexchange_a_SOURCES += %D%/csv.c %D%/csv.h
src_libexchange_a_SOURCES += %D%/csv_import.c %D%/csv_import.h
src_libexchange_a_SOURCES += %D%/ical.c %D%/ical.h
src_libexchange_a_SOURCES += %D%/json.c %D%/json.h
src_libexchange_a_SOURCES += %D%/outcome.c %D%/outcome.h
src_libexchange_a_SOURCES += %D%/pack.c %D%/pack.h
src_libexchange_a_SOURCES += %D%/register_export.c
src_libexchange_a_SOURCES += %D%/register_import.c
src_libexchange_a_SOURCES += %D%/register_read.c %D%/register_read.h
src_libexchange_a_SOURCES += %D%/register_schema.c %D%/register_schema.h
src_libexchange_a_SOURCES += %D%/register_xml.h
src_libexchange_a_SOURCES += %D%/register_xsd.c %D%/register_xsd.h
src_libexchange_a_SOURCES += %D%/screen.c %D%/screen.h
src_libexchange_a_SOURCES += %D%/sheet.h
src_libexchange_a_SOURCES += %D%/sheet_cell.c %D%/sheet_cell.h
src_libexchange_a_SOURCES += %D%/sheet_columns.h
src_libexchange_a_SOURCES += %D%/sheet_draft.c %D%/sheet_draft.h
src_libexchange_a_SOURCES += %D%/sheet_export.c
src_libexchange_a_SOURCES += %D%/sheet_fill.c
src_libexchange_a_SOURCES += %D%/sheet_import.c
src_libexchange_a_SOURCES += %D%/sheet_make.c
src_libexchange_a_SOURCES += %D%/sheet_map.c %D%/sheet_map.h
src_libexchange_a_SOURCES += %D%/sheet_offer.c %D%/sheet_offer.h
src_libexchange_a_SOURCES += %D%/sheet_party.c %D%/sheet_party.h
src_libexchange_a_SOURCES += %D%/sheet_place.c %D%/sheet_place.h
src_libexchange_a_SOURCES += %D%/sheet_row.c %D%/sheet_row.h
src_libexchange_a_SOURCES += %D%/sheet_say.c %D%/sheet_say.h
src_libexchange_a_SOURCES += %D%/sheet_view.c %D%/sheet_view.h
src_libexchange_a_SOURCES += %D%/sheet_words.c %D%/sheet_words.h
src_libexchange_a_SOURCES += %D%/source.c %D%/source.h
src_libexchange_a_SOURCES += %D%/table.h
src_libexchange_a_SOURCES += %D%/table_export.c
src_libexchange_a_SOURCES += %D%/table_import.c
