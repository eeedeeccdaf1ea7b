// ncurses with wide characters. Macros that do not import into Swift are given names here.
#ifndef VITRINE_NCURSES_SHIM_H
#define VITRINE_NCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <locale.h>
#include <wchar.h>
#endif
