#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

static const int fatal[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS, SIGXCPU};
static const int waking[] = {SIGWINCH, SIGTSTP, SIGCONT};
enum { FATAL = sizeof fatal / sizeof *fatal, WAKING = sizeof waking / sizeof *waking };

static struct {
    volatile sig_atomic_t active;
    int descriptor;
    int wake[2];
    struct termios modes;
    char reset[512];
    size_t length;
    struct sigaction earlier[FATAL + WAKING];
    char stack[65536];
} guard = {.wake = {-1, -1}};

static void restore(void) {
    if (!guard.active) return;
    guard.active = 0;
    const char *bytes = guard.reset;
    size_t left = guard.length;
    while (left > 0) {
        ssize_t written = write(guard.descriptor, bytes, left);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) break;
        bytes += written;
        left -= (size_t)written;
    }
    tcsetattr(guard.descriptor, TCSANOW, &guard.modes);
}

// The earlier handler is back before this returns, so the signal (or the faulting instruction) takes its ordinary course.
static void on_fatal(int number) {
    int error = errno;
    restore();
    for (int i = 0; i < FATAL; i++)
        if (fatal[i] == number) sigaction(number, &guard.earlier[i], NULL);
    raise(number);
    errno = error;
}

static void on_waking(int number) {
    int error = errno;
    char byte = number == SIGWINCH ? TERMINAL_RESIZED : number == SIGTSTP ? TERMINAL_STOP : TERMINAL_CONTINUED;
    ssize_t written = write(guard.wake[1], &byte, 1);
    (void)written; // A full pipe wakes the reader just as well.
    errno = error;
}

static void handle(const int *signals, int count, struct sigaction *earlier, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigfillset(&action.sa_mask); // SIGTTOU too: tcsetattr from the background must not stop us half way.
    for (int i = 0; i < count; i++) {
        sigaction(signals[i], NULL, &earlier[i]);
        // A signal that is ignored from outside (nohup, a shell without job control) stays ignored.
        if (earlier[i].sa_handler != SIG_IGN || signals[i] == SIGWINCH) sigaction(signals[i], &action, NULL);
    }
}

int terminal_guard_begin(int descriptor, const struct termios *modes, const char *reset, size_t length) {
    static int registered = 0;
    if (guard.active || length > sizeof guard.reset) {
        errno = EBUSY;
        return -1;
    }
    if (guard.wake[0] < 0 && pipe2(guard.wake, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    guard.descriptor = descriptor;
    guard.modes = *modes;
    memcpy(guard.reset, reset, length);
    guard.length = length;
    if (!registered) {
        registered = 1;
        atexit(restore);
        stack_t stack = {.ss_sp = guard.stack, .ss_size = sizeof guard.stack};
        sigaltstack(&stack, NULL); // So that a stack overflow is survived long enough.
    }
    // Whoever started us from a thread that takes no signals has passed that on to us.
    sigset_t ours;
    sigemptyset(&ours);
    for (int i = 0; i < FATAL; i++) sigaddset(&ours, fatal[i]);
    for (int i = 0; i < WAKING; i++) sigaddset(&ours, waking[i]);
    sigprocmask(SIG_UNBLOCK, &ours, NULL);
    guard.active = 1;
    handle(fatal, FATAL, guard.earlier, on_fatal, SA_ONSTACK);
    handle(waking, WAKING, guard.earlier + FATAL, on_waking, SA_ONSTACK | SA_RESTART);
    return guard.wake[0];
}

void terminal_guard_end(void) {
    if (!guard.active) return;
    guard.active = 0;
    for (int i = 0; i < FATAL; i++) sigaction(fatal[i], &guard.earlier[i], NULL);
    for (int i = 0; i < WAKING; i++) sigaction(waking[i], &guard.earlier[FATAL + i], NULL);
    char byte;
    while (read(guard.wake[0], &byte, 1) == 1) {} // The pipe stays: a handler that still runs elsewhere may write to it.
}

void terminal_stop_process(void) {
    struct sigaction ordinary, ours;
    memset(&ordinary, 0, sizeof ordinary);
    ordinary.sa_handler = SIG_DFL;
    // What kills us while we are stopped finds the terminal in the shell's hands, and leaves it alone.
    guard.active = 0;
    sigaction(SIGTSTP, &ordinary, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    guard.active = 1;
}

int terminal_event_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int terminal_window_size(int descriptor, struct winsize *size) { return ioctl(descriptor, TIOCGWINSZ, size); }

int terminal_set_window_size(int descriptor, struct winsize size) { return ioctl(descriptor, TIOCSWINSZ, &size); }

int terminal_pseudo_open(struct winsize size, int *terminal) {
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0) return -1;
    char name[128];
    *terminal = -1;
    if (grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, name, sizeof name) == 0)
        *terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*terminal < 0) {
        close(master);
        return -1;
    }
    terminal_set_window_size(*terminal, size);
    return master;
}

pid_t terminal_start(const char *program, char *const arguments[], char *const environment[], const char *terminal) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawn_file_actions_init(&actions);
    // The first terminal that a session's leader opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, 0, 2);
    pid_t process;
    int error = posix_spawn(&process, program, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error == 0) return process;
    errno = error;
    return -1;
}
