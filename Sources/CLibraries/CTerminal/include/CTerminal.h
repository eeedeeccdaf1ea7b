// What has to happen inside a signal handler, and the descriptors that a poll waits on. All of it is async-signal-safe.
#ifndef VITRINE_TERMINAL_H
#define VITRINE_TERMINAL_H
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <termios.h>

/// What the wake descriptor carries, one byte a signal.
enum terminal_signal { TERMINAL_RESIZED = 'w', TERMINAL_STOP = 'z', TERMINAL_CONTINUED = 'c' };

/// Guards the terminal on `descriptor`: whatever ends the process (a crash, any signal whose default action does, exit) first puts
/// `modes` back and writes `reset`, then happens as it would have by default; signals that are ignored stay so. A terminal that
/// takes nothing holds the end up for a second at most. SIGWINCH, SIGTSTP and SIGCONT go to the wake descriptor.
/// Returns the wake descriptor (non-blocking), or -1 with errno. One terminal a process at a time.
int terminal_guard_begin(int descriptor, const struct termios *modes, const char *reset, size_t length);

/// Has another sequence written from now on: 0, or -1 with errno.
int terminal_guard_set_reset(const char *reset, size_t length);

/// Whether the terminal is guarded and nothing is restoring it: a thread that finds otherwise writes nothing more.
int terminal_guard_is_active(void);

/// Stops guarding and puts the earlier signal handlers back. The terminal must be restored already; a stop that was asked for
/// meanwhile and not looked at happens now.
void terminal_guard_end(void);

/// Has a crash end the process at once, as its signal does by default: Swift's own handlers would ask at the terminal what to do,
/// and wait for a key. With SWIFT_BACKTRACE in the environment they stay. Call it first of all.
void terminal_crash_plainly(void);

/// Has all threads share two heaps: with one each, which is the rule, what workers free stays with them, 20 to 30 MB in a browser. Large
/// blocks that are freed go back to the system. Call it before there are threads. What the environment says counts more (mallopt(3)).
void terminal_share_heaps(void);

/// Stops the process as Ctrl-Z does without us, and returns when it is continued. The terminal must be restored already.
void terminal_stop_process(void);

/// An eventfd (a counter that a poll can wait on), non-blocking and closed on exec, or -1 with errno.
int terminal_event_descriptor(void);

/// TIOCGWINSZ, which is variadic: 0, or -1 with errno.
int terminal_window_size(int descriptor, struct winsize *size);

/// A pseudo terminal of a size, to drive a program that needs one: its master and, in `terminal`, the end that the program
/// sees; -1 with errno.
int terminal_pseudo_open(struct winsize size, int *terminal);

/// Starts a program as the leader of a session of its own, with the terminal at `terminal` (a path) as its standard input, output
/// and error and as its /dev/tty. Returns its process, or -1 with errno.
pid_t terminal_start(const char *program, char *const arguments[], char *const environment[], const char *terminal);
#endif
