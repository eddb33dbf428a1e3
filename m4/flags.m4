# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors

# LARDER_FLAGS(VARIABLE, FLAG...)
# Adds to VARIABLE each FLAG with which $CC compiles and links without a word.
AC_DEFUN([LARDER_FLAGS],
[AC_SUBST([$1])
m4_foreach([larder_flag], [m4_shift($@)],
[AC_MSG_CHECKING([whether $CC takes larder_flag])
larder_cflags=$CFLAGS
CFLAGS="$CFLAGS -Werror larder_flag"
AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <stdio.h>]])],
  [AC_MSG_RESULT([yes])
   $1="[$]$1 larder_flag"],
  [AC_MSG_RESULT([no])])
CFLAGS=$larder_cflags
])])

# What makes a mistake harder to abuse (OpenSSF, "Compiler Options Hardening
# Guide for C and C++").
AC_DEFUN([LARDER_HARDENING],
[LARDER_FLAGS([HARDENING_CFLAGS], [-fstack-protector-strong],
  [-fstack-clash-protection], [-fcf-protection],
  [-ftrivial-auto-var-init=zero])
LARDER_FLAGS([HARDENING_LDFLAGS], [-Wl,-z,relro,-z,now],
  [-Wl,-z,noexecstack])
LARDER_FLAGS([larder_pie], [-fPIE -pie])
AS_IF([test "$larder_pie"],
  [HARDENING_CFLAGS="$HARDENING_CFLAGS -fPIE"
   HARDENING_LDFLAGS="$HARDENING_LDFLAGS -pie"])])

# The highest level of _FORTIFY_SOURCE that works without a warning; none
# without optimisation.
AC_DEFUN([LARDER_FORTIFY],
[AC_SUBST([FORTIFY_CPPFLAGS])
AC_COMPILE_IFELSE([AC_LANG_SOURCE([[
#ifndef __OPTIMIZE__
#error "without optimisation"
#endif
]])],
  [LARDER_FLAGS([FORTIFY_CPPFLAGS], [-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3])
   AS_IF([test -z "$FORTIFY_CPPFLAGS"],
     [LARDER_FLAGS([FORTIFY_CPPFLAGS],
       [-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2])])])])
