# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

# The languages in which a label has words, besides English; src/model/local.mk
# compiles them in.
label_words =
label_words += %D%/ar.po
label_words += %D%/bn.po
label_words += %D%/es.po
label_words += %D%/fr.po
label_words += %D%/id.po
label_words += %D%/pt.po
label_words += %D%/sw.po

label_catalogs = $(label_words:.po=.mo)
CLEANFILES += $(label_catalogs)

EXTRA_DIST += $(label_words) %D%/README %D%/labels.its %D%/labels.pot \
	%D%/update %D%/vocabularies

SUFFIXES = .po .mo
.po.mo:
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) --check-format --check-domain --no-hash -o $@ $<

update-labels: update-pot
	MSGFMT='$(MSGFMT)' sh $(srcdir)/%D%/update

.PHONY: update-labels
