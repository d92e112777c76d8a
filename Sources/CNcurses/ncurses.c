#include "CNcurses.h"

#define NCURSES_NOMACROS 1
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *input_stream, *output_stream;
static int has_default_colors;

static int is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int cncurses_use_locale(int force_utf8) {
  setlocale(LC_CTYPE, "");
  if (!is_utf8() && force_utf8) setlocale(LC_CTYPE, "C.UTF-8");
  return is_utf8();
}

static FILE *stream_on(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  return copy < 0 ? NULL : fdopen(copy, mode);
}

static void close_streams(void) {
  if (input_stream) fclose(input_stream);
  if (output_stream) fclose(output_stream);
  input_stream = output_stream = NULL;
}

static const char *string_capability(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (char *)-1 ? NULL : value;
}

int cncurses_start(const char *terminal, int input, int output) {
  // newterm would take over the terminal before saying what it lacks.
  int found = 0;
  if (setupterm(terminal, output, &found) != OK || found != 1) return CNCURSES_UNKNOWN_TERMINAL;
  int usable = string_capability("cup") != NULL;
  del_curterm(cur_term);
  if (!usable) return CNCURSES_TOO_SIMPLE;

  input_stream = stream_on(input, "r");
  output_stream = stream_on(output, "w");
  use_extended_names(TRUE);
  if (input_stream && output_stream) screen = newterm(terminal, output_stream, input_stream);
  if (!screen) {
    close_streams();
    return CNCURSES_UNKNOWN_TERMINAL;
  }
  set_term(screen);
  raw();
  noecho();
  nonl();
  typeahead(-1);            // never look at the input while drawing
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  // Cells that ncurses takes for blanks may hold a character we wrote ourselves (see
  // NCursesTarget), so it must not shift rows or cells on the terminal's side.
  idlok(stdscr, FALSE);
  idcok(stdscr, FALSE);
  has_default_colors = 0;
  if (has_colors()) {
    start_color();
    has_default_colors = use_default_colors() == OK;
  }
  return 0;
}

void cncurses_end(void) {
  if (!screen) return;
  endwin();
  delscreen(screen);
  screen = NULL;
  close_streams();
}

void cncurses_suspend(void) { endwin(); }

// Copies a capability without its padding marks, "$<5/>", which only tputs understands.
static size_t copy_unpadded(const char *value, char *buffer, size_t size) {
  size_t used = 0;
  while (*value && used < size) {
    const char *end = value[0] == '$' && value[1] == '<' ? strchr(value, '>') : NULL;
    if (end) {
      value = end + 1;
    } else {
      buffer[used++] = *value++;
    }
  }
  return used;
}

size_t cncurses_restore_sequence(char *buffer, size_t size) {
  static const char *const names[] = {"sgr0", "op", "rmacs", "cnorm", "rmkx", "rmcup"};
  size_t used = 0;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = string_capability(names[i]);
    if (value) used += copy_unpadded(value, buffer + used, size - used);
  }
  return used;
}

int cncurses_colors(void) { return has_colors() ? COLORS : 0; }
int cncurses_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }
int cncurses_direct_color(void) { return tigetflag("RGB") > 0 || tigetnum("RGB") > 0; }
int cncurses_default_colors(void) { return has_default_colors; }

int cncurses_define_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK ? 0 : -1;
}

void cncurses_reset_pairs(void) { reset_color_pairs(); }

uint32_t cncurses_attribute_bold(void) { return A_BOLD; }
uint32_t cncurses_attribute_dim(void) { return A_DIM; }
uint32_t cncurses_attribute_italic(void) { return A_ITALIC; }
uint32_t cncurses_attribute_underline(void) { return A_UNDERLINE; }
uint32_t cncurses_attribute_blink(void) { return A_BLINK; }
uint32_t cncurses_attribute_reverse(void) { return A_REVERSE; }
uint32_t cncurses_attribute_invisible(void) { return A_INVIS; }

// Looking for blank rows at the bottom, which one sequence could clear, ncurses compares all their
// cells in every frame: most of the time that an echo takes. It does not look where the last cell of
// all is more than a blank, so that one carries an attribute that no terminal shows.
static attr_t mark(int row, int column, int width) {
  return row == LINES - 1 && column + width >= COLS ? WA_TOP : 0;
}

static void convert(const cncurses_cell *cell, attr_t mark, cchar_t *out) {
  wchar_t text[6] = {0};
  for (int i = 0; i < 5 && cell->scalars[i]; i++) text[i] = (wchar_t)cell->scalars[i];
  if (!text[0]) text[0] = L' ';
  int pair = cell->pair;
  attr_t attributes = cell->attributes | mark;
  if (setcchar(out, text, attributes, 0, &pair) != OK) {
    wchar_t question[2] = {L'?', 0};
    setcchar(out, question, attributes, 0, &pair);
  }
}

void cncurses_put(int row, int column, const cncurses_cell *cells, int count) {
  cchar_t run[256];
  while (count > 0) {
    int part = count < 256 ? count : 256;
    int used = 0;
    for (int i = 0; i < part; i++) {
      int width = wcwidth((wchar_t)cells[i].scalars[0]);
      if (width < 1) width = 1;
      convert(&cells[i], mark(row, column + used, width), &run[i]);
      used += width;
    }
    mvwadd_wchnstr(stdscr, row, column, run, part);
    cells += part;
    count -= part;
    column += used;
  }
}

int cncurses_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void cncurses_move(int row, int column) { wmove(stdscr, row, column); }
void cncurses_show_cursor(int visible) { curs_set(visible ? 1 : 0); }

void cncurses_flush(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void cncurses_redraw_row(int row) { wredrawln(stdscr, row, 1); }
void cncurses_redraw_all(void) { clearok(curscr, TRUE); }

void cncurses_resize(int rows, int width) { resizeterm(rows, width); }
void cncurses_beep(void) { beep(); }

int cncurses_capability(const char *name, char *buffer, size_t size) {
  const char *value = string_capability(name);
  return value ? (int)copy_unpadded(value, buffer, size) : -1;
}
