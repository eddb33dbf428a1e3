# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

# Each unit test is a cmocka program of one source file, linked with all of
# src but main.c: unit_tests += %D%/unit/test_NAME
unit_tests =
unit_tests += %D%/unit/test_at
unit_tests += %D%/unit/test_at_random
unit_tests += %D%/unit/test_answer
unit_tests += %D%/unit/test_audit
unit_tests += %D%/unit/test_backup
unit_tests += %D%/unit/test_broader
unit_tests += %D%/unit/test_baseline
unit_tests += %D%/unit/test_buf
unit_tests += %D%/unit/test_circle
unit_tests += %D%/unit/test_clock_uuid
unit_tests += %D%/unit/test_columns
unit_tests += %D%/unit/test_counter
unit_tests += %D%/unit/test_country_table
unit_tests += %D%/unit/test_coverage
unit_tests += %D%/unit/test_csv
unit_tests += %D%/unit/test_date
unit_tests += %D%/unit/test_defaults
unit_tests += %D%/unit/test_direction
unit_tests += %D%/unit/test_drift
unit_tests += %D%/unit/test_due
unit_tests += %D%/unit/test_duty
unit_tests += %D%/unit/test_editform
unit_tests += %D%/unit/test_entry
unit_tests += %D%/unit/test_escape
unit_tests += %D%/unit/test_exchange_hostile
unit_tests += %D%/unit/test_exchange_json
unit_tests += %D%/unit/test_exchange_xml
unit_tests += %D%/unit/test_file
unit_tests += %D%/unit/test_filter
unit_tests += %D%/unit/test_finding
unit_tests += %D%/unit/test_flow
unit_tests += %D%/unit/test_fold
unit_tests += %D%/unit/test_folder
unit_tests += %D%/unit/test_grid
unit_tests += %D%/unit/test_hashes
unit_tests += %D%/unit/test_heading
unit_tests += %D%/unit/test_impact
unit_tests += %D%/unit/test_kinds
unit_tests += %D%/unit/test_label
unit_tests += %D%/unit/test_label_catalog
unit_tests += %D%/unit/test_label_fodt
unit_tests += %D%/unit/test_label_html
unit_tests += %D%/unit/test_label_parse
unit_tests += %D%/unit/test_label_sms
unit_tests += %D%/unit/test_label_text
unit_tests += %D%/unit/test_label_words
unit_tests += %D%/unit/test_label_xml
unit_tests += %D%/unit/test_layout
unit_tests += %D%/unit/test_lineage
unit_tests += %D%/unit/test_lineedit
unit_tests += %D%/unit/test_lint
unit_tests += %D%/unit/test_lint_label
unit_tests += %D%/unit/test_merkle
unit_tests += %D%/unit/test_mo
unit_tests += %D%/unit/test_mosaic
unit_tests += %D%/unit/test_nearest
unit_tests += %D%/unit/test_next
unit_tests += %D%/unit/test_onward
unit_tests += %D%/unit/test_options
unit_tests += %D%/unit/test_own
unit_tests += %D%/unit/test_patterns
unit_tests += %D%/unit/test_personal
unit_tests += %D%/unit/test_profiles
unit_tests += %D%/unit/test_questions
unit_tests += %D%/unit/test_query_plan
unit_tests += %D%/unit/test_readability
unit_tests += %D%/unit/test_rules
unit_tests += %D%/unit/test_scope
unit_tests += %D%/unit/test_sha256
unit_tests += %D%/unit/test_sheet
unit_tests += %D%/unit/test_spoken
unit_tests += %D%/unit/test_store
unit_tests += %D%/unit/test_strs
unit_tests += %D%/unit/test_table
unit_tests += %D%/unit/test_trail
unit_tests += %D%/unit/test_ui_actions
unit_tests += %D%/unit/test_ui_browse
unit_tests += %D%/unit/test_ui_draft
unit_tests += %D%/unit/test_ui_kinds
unit_tests += %D%/unit/test_ui_names
unit_tests += %D%/unit/test_ui_paste
unit_tests += %D%/unit/test_ui_screens
unit_tests += %D%/unit/test_undo_random
unit_tests += %D%/unit/test_utf8
unit_tests += %D%/unit/test_value
unit_tests += %D%/unit/test_vocabulary
unit_tests += %D%/unit/test_wrap

# Scripts, run by bash (.sh) and python3 (.py) with the environment of
# tests/env: script_tests += %D%/cli/NAME.sh
script_tests = %D%/layers %D%/listed.sh %D%/pot.sh
script_tests += %D%/audit_part.py
script_tests += %D%/bench/smoke.sh
script_tests += %D%/browser.py
script_tests += %D%/cli/add.sh
script_tests += %D%/cli/at.sh
script_tests += %D%/cli/answers.sh
script_tests += %D%/cli/ask.sh
script_tests += %D%/cli/audit.sh
script_tests += %D%/cli/audit_reports.sh
script_tests += %D%/cli/audit_pack.sh
script_tests += %D%/cli/audit_profile.sh
script_tests += %D%/cli/backup.sh
script_tests += %D%/cli/can_use.sh
script_tests += %D%/cli/cases.sh
script_tests += %D%/cli/clean.sh
script_tests += %D%/cli/copy.sh
script_tests += %D%/cli/csv_export.sh
script_tests += %D%/cli/csv_import.sh
script_tests += %D%/cli/draft.sh
script_tests += %D%/cli/due.sh
script_tests += %D%/cli/edit.sh
script_tests += %D%/cli/example.sh
script_tests += %D%/cli/example_labels.sh
script_tests += %D%/cli/examples.sh
script_tests += %D%/cli/explain.sh
script_tests += %D%/cli/history.sh
script_tests += %D%/cli/impact.sh
script_tests += %D%/cli/import.sh
script_tests += %D%/cli/init.sh
script_tests += %D%/cli/label.sh
script_tests += %D%/cli/label_formats.sh
script_tests += %D%/cli/label_html.sh
script_tests += %D%/cli/label_pages.py
script_tests += %D%/cli/label_issue.sh
script_tests += %D%/cli/label_verify.sh
script_tests += %D%/cli/label_check.sh
script_tests += %D%/cli/list.sh
script_tests += %D%/cli/migrate.sh
script_tests += %D%/cli/next.sh
script_tests += %D%/cli/persons.sh
script_tests += %D%/cli/query.sh
script_tests += %D%/cli/readability.sh
script_tests += %D%/cli/redact.sh
script_tests += %D%/cli/remove.sh
script_tests += %D%/cli/rename.sh
script_tests += %D%/cli/set.sh
script_tests += %D%/cli/show.sh
script_tests += %D%/cli/trace.sh
script_tests += %D%/cli/sketches.sh
script_tests += %D%/cli/trouble.sh
script_tests += %D%/cli/undo.sh
script_tests += %D%/cli/usage.sh
script_tests += %D%/cli/verify.sh
script_tests += %D%/cli/vocabulary.sh
script_tests += %D%/exchange/label_schemas.sh
script_tests += %D%/exchange/samples.sh
script_tests += %D%/libxml2.sh
script_tests += %D%/label-pseudo.py
script_tests += %D%/labels-po.py
script_tests += %D%/manual-examples.sh
script_tests += %D%/manual.sh
script_tests += %D%/packs.py
script_tests += %D%/pseudo-locale.py
script_tests += %D%/published.py
script_tests += %D%/sarif.py
script_tests += %D%/tmux/steward.sh
script_tests += %D%/tmux/terminal.sh
script_tests += %D%/verify/agree.py
script_tests += %D%/verify/fixtures.py
script_tests += %D%/verify/flips.py

EXTRA_DIST += %D%/unit/answer_rows.def %D%/unit/exchange_records.h
EXTRA_DIST += $(script_tests) %D%/env %D%/data %D%/cli/lib.sh %D%/unit/lines.h %D%/unit/register.h
EXTRA_DIST += $(script_tests) %D%/env %D%/data %D%/cli/lib.sh %D%/unit/game.h \
	%D%/unit/register.h
EXTRA_DIST += %D%/cli/typist.py %D%/pseudo.py
EXTRA_DIST += $(script_tests) %D%/env %D%/data %D%/cli/lib.sh %D%/unit/register.h

EXTRA_DIST += %D%/verify/verify.py %D%/fixtures

# This one has catalogs and vocabularies of its own among its resources, and
# none of the rest.
test_catalogs = %D%/data/labels/ar.mo %D%/data/labels/fr.mo \
	%D%/data/labels/id.mo
nodist_tests_unit_test_label_catalog_SOURCES = %D%/unit/label_resources.c
tests_unit_test_label_catalog_SOURCES = %D%/unit/test_label_catalog.c
CLEANFILES += $(test_catalogs) %D%/unit/label_resources.c

%D%/unit/label_resources.c: $(dist_vocabulary_DATA) $(test_catalogs) \
		build-aux/embed
	$(AM_V_GEN)$(MKDIR_P) %D%/unit && \
	  sh $(srcdir)/build-aux/embed $(srcdir) $(dist_vocabulary_DATA) \
	    $(test_catalogs) >$@-t && \
	  mv $@-t $@

if HAVE_CMOCKA
tested_programs = $(unit_tests)
endif
check_PROGRAMS = $(tested_programs) %D%/verify/make_register %D%/bench/generate
LDADD = $(archives) $(CMOCKA_LIBS) $(DEPS_LIBS)

# Those that take long stand among the scripts: they begin first.
TESTS = $(script_tests) $(tested_programs)
TEST_EXTENSIONS = .sh .py
SH_LOG_COMPILER = bash
PY_LOG_COMPILER = $(PYTHON3)
AM_TESTS_ENVIRONMENT = \
	LARDER='$(abs_top_builddir)/larder'; \
	abs_top_srcdir='$(abs_top_srcdir)'; \
	COMPILE='$(CC) -I. $(includes) $(CPPFLAGS) $(AM_CFLAGS) $(CFLAGS)'; \
	LINK='$(CCLD) $(AM_CFLAGS) $(CFLAGS) $(AM_LDFLAGS) $(LDFLAGS)'; \
	LINK_LIBS='$(DEPS_LIBS) $(LIBS)'; \
	XGETTEXT='$(XGETTEXT)'; \
	. $(srcdir)/tests/env;

check-programs: $(check_PROGRAMS)

count-tests:
	@sh $(srcdir)/build-aux/count-tests $(TEST_LOGS)

.PHONY: check-programs count-tests

EXTRA_DIST += %D%/unit/label_cases.h %D%/unit/label_example.h
EXTRA_DIST += %D%/unit/schema_check.h
EXTRA_DIST += %D%/golden %D%/tmux/lib

# make bench: larder against its peers; says what misses its aim.  BENCH names
# the numbers of datasets, FULL=1 adds a million.
bench_programs = %D%/bench/generate %D%/bench/spend %D%/bench/paint \
	%D%/bench/peer_export %D%/bench/audit_parts
EXTRA_PROGRAMS = $(bench_programs)
EXTRA_DIST += %D%/bench/run %D%/bench/trace.c
CLEANFILES += $(bench_programs) %D%/bench/trace.so

%D%/bench/trace.so: %D%/bench/trace.c
	$(AM_V_CC)$(CC) $(AM_CPPFLAGS) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ \
	  $(srcdir)/%D%/bench/trace.c $(DEPS_LIBS)

bench: larder$(EXEEXT) $(bench_programs) %D%/bench/trace.so
	LARDER='$(abs_top_builddir)/larder' abs_top_srcdir='$(abs_top_srcdir)' \
	  $(PYTHON3) $(srcdir)/%D%/bench/run $(BENCH)

.PHONY: bench
