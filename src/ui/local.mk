# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libui_a_SOURCES =
