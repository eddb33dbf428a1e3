# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

dist_man_MANS =
dist_man_MANS += %D%/larder.1
dist_man_MANS += %D%/larder-label.5
dist_man_MANS += %D%/larder-register.5
EXTRA_DIST += %D%/larder.1.in

# What is made from the tables and kept: tests/manual.sh and tests/pot.sh fail
# where some of it is out of date.
docs: docgen update-labels
	./docgen man <$(srcdir)/%D%/larder.1.in >larder.1.new
	mv larder.1.new $(srcdir)/%D%/larder.1
	./docgen xsd >larder-register.xsd.new
	mv larder-register.xsd.new $(srcdir)/schemas/larder-register.xsd

.PHONY: docs
