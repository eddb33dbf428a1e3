# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

src_libbase_a_SOURCES =
src_libbase_a_SOURCES += %D%/base64.c %D%/base64.h
src_libbase_a_SOURCES += %D%/bits.c %D%/bits.h
src_libbase_a_SOURCES += %D%/buf.c %D%/buf.h
src_libbase_a_SOURCES += %D%/clock.c %D%/clock.h
src_libbase_a_SOURCES += %D%/columns.c %D%/columns.h
src_libbase_a_SOURCES += %D%/direction.c %D%/direction.h
src_libbase_a_SOURCES += %D%/error.c %D%/error.h
src_libbase_a_SOURCES += %D%/escape.c %D%/escape.h
src_libbase_a_SOURCES += %D%/file.c %D%/file.h
src_libbase_a_SOURCES += %D%/fold.c %D%/fold.h
src_libbase_a_SOURCES += %D%/folder.c %D%/folder.h
src_libbase_a_SOURCES += %D%/hashes.c %D%/hashes.h
src_libbase_a_SOURCES += %D%/hex.c %D%/hex.h
src_libbase_a_SOURCES += %D%/i18n.h
src_libbase_a_SOURCES += %D%/mem.c %D%/mem.h
src_libbase_a_SOURCES += %D%/mo.c %D%/mo.h
src_libbase_a_SOURCES += %D%/nearest.c %D%/nearest.h
src_libbase_a_SOURCES += %D%/random.c %D%/random.h
src_libbase_a_SOURCES += %D%/scratch.c %D%/scratch.h
src_libbase_a_SOURCES += %D%/sha256.c %D%/sha256.h
src_libbase_a_SOURCES += %D%/strs.c %D%/strs.h
src_libbase_a_SOURCES += %D%/untranslated.c %D%/untranslated.h
src_libbase_a_SOURCES += %D%/utf8.c %D%/utf8.h
src_libbase_a_SOURCES += %D%/uuid.c %D%/uuid.h
src_libbase_a_SOURCES += %D%/wrap.c %D%/wrap.h
