// The part of ncursesw that umltop draws with, in a shape Swift can call.
//
// ncurses itself keeps its interface in macros, variadic functions and writable globals, none
// of which Swift 6 imports; its header is included by ncurses.c only. One terminal at a time;
// every function belongs to the thread that called cncurses_start. Nothing here reads input.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stddef.h>
#include <stdint.h>

// One character cell: a base scalar and up to four combining ones, zero terminated when shorter.
typedef struct cncurses_cell {
  uint32_t scalars[5];
  uint32_t attributes;  // cncurses_attribute_* values, or-ed
  int32_t pair;         // as given to cncurses_define_pair; 0 is the terminal's own colours
} cncurses_cell;

enum {
  CNCURSES_UNKNOWN_TERMINAL = -1,  // no terminfo entry of this name
  CNCURSES_TOO_SIMPLE = -2,        // the entry cannot address the cursor
};

// Adopts the user's locale, or, where that is not UTF-8 and `force` is set, one that is. Returns
// 1 when the character set is UTF-8.
int cncurses_use_locale(int force_utf8);

// Takes over the terminal: alternate screen, raw input without echo. `terminal` is a terminfo
// name. Returns 0 or one of the negative values above, the terminal then being untouched.
int cncurses_start(const char *terminal, int input, int output);

// Leaves the alternate screen and restores the modes of the line. Safe to call twice.
void cncurses_end(void);

// Gives the terminal back for a moment; the next flush takes it over again.
void cncurses_suspend(void);

// Copies what puts this terminal right after its owner died: attributes off, cursor shown,
// main screen. Returns the length, at most size.
size_t cncurses_restore_sequence(char *buffer, size_t size);

// The number of colours, 0 for none, and of pairs that may be defined.
int cncurses_colors(void);
int cncurses_pairs(void);
// 1 when colour numbers are 24-bit values (terminfo's RGB).
int cncurses_direct_color(void);
// 1 when -1 may be used for the terminal's own foreground and background.
int cncurses_default_colors(void);
int cncurses_define_pair(int pair, int foreground, int background);
void cncurses_reset_pairs(void);

uint32_t cncurses_attribute_bold(void);
uint32_t cncurses_attribute_dim(void);
uint32_t cncurses_attribute_italic(void);
uint32_t cncurses_attribute_underline(void);
uint32_t cncurses_attribute_blink(void);
uint32_t cncurses_attribute_reverse(void);
uint32_t cncurses_attribute_invisible(void);

// Puts a run of cells, not shown before the next flush. A wide cell fills its columns by itself.
void cncurses_put(int row, int column, const cncurses_cell *cells, int count);
// The columns ncurses will count for a scalar: it asks the C library, whose tables are old.
int cncurses_width(uint32_t scalar);

void cncurses_move(int row, int column);
// 0 hides the cursor, 1 shows it.
void cncurses_show_cursor(int visible);
// Sends what changed since the last flush.
void cncurses_flush(void);
// Makes the next flush send a row, or everything, whatever the terminal is believed to show.
void cncurses_redraw_row(int row);
void cncurses_redraw_all(void);
void cncurses_resize(int rows, int columns);
void cncurses_beep(void);

// A string capability by its terminfo name; the length, or -1 when the terminal has none.
int cncurses_capability(const char *name, char *buffer, size_t size);

#endif
