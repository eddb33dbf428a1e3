# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libaudit_a_SOURCES =
src_libaudit_a_SOURCES += %D%/audit.c %D%/audit.h
src_libaudit_a_SOURCES += %D%/baseline.c %D%/baseline.h
src_libaudit_a_SOURCES += %D%/coverage.c %D%/coverage.h
src_libaudit_a_SOURCES += %D%/coverage_csv.c
src_libaudit_a_SOURCES += %D%/coverage_html.c
src_libaudit_a_SOURCES += %D%/coverage_json.c
src_libaudit_a_SOURCES += %D%/coverage_say.c %D%/coverage_say.h
src_libaudit_a_SOURCES += %D%/coverage_sheet.c
src_libaudit_a_SOURCES += %D%/coverage_text.c
src_libaudit_a_SOURCES += %D%/coverage_unit.c %D%/coverage_unit.h
src_libaudit_a_SOURCES += %D%/coverage_when.c %D%/coverage_when.h
src_libaudit_a_SOURCES += %D%/evidence.c %D%/evidence.h
src_libaudit_a_SOURCES += %D%/facts.c %D%/facts.h
src_libaudit_a_SOURCES += %D%/facts_policy.c %D%/facts_policy.h
src_libaudit_a_SOURCES += %D%/facts_scope.c
src_libaudit_a_SOURCES += %D%/finding.c %D%/finding.h
src_libaudit_a_SOURCES += %D%/grade.c %D%/grade.h
src_libaudit_a_SOURCES += %D%/next.c %D%/next.h
src_libaudit_a_SOURCES += %D%/profile.c %D%/profile.h
src_libaudit_a_SOURCES += %D%/questions.c %D%/questions.h
src_libaudit_a_SOURCES += %D%/reason.c %D%/reason.h
src_libaudit_a_SOURCES += %D%/record_page.c %D%/record_page.h
src_libaudit_a_SOURCES += %D%/report.c %D%/report.h
src_libaudit_a_SOURCES += %D%/report_csv.c
src_libaudit_a_SOURCES += %D%/report_json.c
src_libaudit_a_SOURCES += %D%/report_junit.c
src_libaudit_a_SOURCES += %D%/report_piece.c %D%/report_piece.h
src_libaudit_a_SOURCES += %D%/report_sarif.c
src_libaudit_a_SOURCES += %D%/rule.c %D%/rule.h
src_libaudit_a_SOURCES += %D%/rule_read.c %D%/rule_read.h
src_libaudit_a_SOURCES += %D%/waiver.c %D%/waiver.h
