# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

# The languages there are, one a line: catalogs += %D%/fr.po
catalogs =

EXTRA_DIST += $(catalogs) %D%/larder.its %D%/larder.pot %D%/update-pot

include po/labels/local.mk

update-pot:
	XGETTEXT='$(XGETTEXT)' sh $(srcdir)/po/update-pot

.PHONY: update-pot

if NLS
mo_files = $(catalogs:.po=.mo)
CLEANFILES += $(mo_files)
all-local: $(mo_files)

install-data-local: $(mo_files)
	@for mo in $(mo_files); do \
	  dir=$(DESTDIR)$(localedir)/`basename $$mo .mo`/LC_MESSAGES && \
	  $(MKDIR_P) $$dir && \
	  echo "$(INSTALL_DATA) $$mo $$dir/larder.mo" && \
	  $(INSTALL_DATA) $$mo $$dir/larder.mo || exit; \
	done

uninstall-local:
	@for mo in $(mo_files); do \
	  rm -f $(DESTDIR)$(localedir)/`basename $$mo .mo`/LC_MESSAGES/larder.mo; \
	done
endif
