// ncurses with wide characters. Macros that do not import into Swift are given names here, and globals that Swift would
// see as shared mutable state stay behind functions.
#ifndef VITRINE_NCURSES_SHIM_H
#define VITRINE_NCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

static const int CURSES_OK = OK;
static const int CURSES_ERR = ERR;
static const int CURSES_KEY_CODE = KEY_CODE_YES;

static const int CURSES_KEY_F0 = KEY_F0;
// A press whose release is here already comes as a click.
static const mmask_t CURSES_PRESS = BUTTON1_PRESSED | BUTTON1_CLICKED;
// The mouse moves while a button is held.
static const mmask_t CURSES_DRAG = REPORT_MOUSE_POSITION;
static const mmask_t CURSES_WHEEL_UP = BUTTON4_PRESSED;
static const mmask_t CURSES_WHEEL_DOWN = BUTTON5_PRESSED;
static const mmask_t CURSES_BUTTON_CTRL = BUTTON_CTRL;
static const mmask_t CURSES_MOUSE_MASK =
    BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED | BUTTON_CTRL | REPORT_MOUSE_POSITION;

// The window that newterm made, read once right after it.
static inline WINDOW *curses_standard_window(void) { return stdscr; }
// Tells ncurses to draw the whole screen anew at the next refresh.
static inline void curses_redraw_all(void) { clearok(curscr, TRUE); }

// The terminal's own sequence for a terminfo capability, or "" where it has none.
static inline const char *curses_sequence(const char *capability) {
    char *sequence = tigetstr(capability);
    return sequence == (char *)-1 || sequence == NULL ? "" : sequence;
}
#endif
