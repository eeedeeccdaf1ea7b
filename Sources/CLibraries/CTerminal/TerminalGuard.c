#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const int waking[] = {SIGWINCH, SIGTSTP, SIGCONT};
enum { WAKING = sizeof waking / sizeof *waking, LONGEST_WAIT_MS = 1000 };

// RESTORING: a handler is at it, perhaps on another thread.
enum { IDLE, ACTIVE, RESTORING };

static struct {
    _Atomic int state;
    int descriptor;
    // A description of our own of the same terminal, so that writing to it never waits; -1 where there is none.
    int patient;
    int wake[2];
    struct termios modes;
    // The one in use, and one to write the next into.
    struct { char bytes[512]; size_t length; } resets[2];
    _Atomic int reset;
    struct sigaction earlier[_NSIG];
    char stack[65536];
} guard = {.patient = -1, .wake = {-1, -1}};

static long long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

// Whether a signal's default action ends the process. The two that cannot be handled are left out.
static int is_fatal(int number) {
    switch (number) {
    case SIGKILL: case SIGSTOP: case SIGCHLD: case SIGURG: case SIGCONT: case SIGTSTP: case SIGTTIN: case SIGTTOU: case SIGWINCH: return 0;
    default: return 1;
    }
}

static void pause_briefly(void) {
    struct timespec moment = {.tv_nsec = 1000000};
    nanosleep(&moment, NULL);
}

// Whether all of it went out in time.
static int write_within(int limit, const char *bytes, size_t left) {
    int descriptor = guard.patient >= 0 ? guard.patient : guard.descriptor;
    long long deadline = milliseconds() + limit;
    do { // Once at least, however long this process has not had its turn.
        struct pollfd room = {.fd = descriptor, .events = POLLOUT};
        int ready = poll(&room, 1, 10);
        if (ready > 0 && !(room.revents & POLLOUT)) return 1; // The terminal has gone.
        if (ready <= 0) continue;
        ssize_t written = write(descriptor, bytes, left);
        if (written < 0 && errno == EAGAIN) {
            pause_briefly(); // Another thread is in the middle of a write.
        } else if (written < 0 && errno != EINTR) {
            return 1;
        } else if (written > 0) {
            bytes += written;
            left -= (size_t)written;
        }
    } while (left > 0 && milliseconds() < deadline);
    return left == 0;
}

// A terminal that takes nothing, stopped or unread, must not keep a dying process: what it has not taken yet is then dropped.
static void write_reset(void) {
    int current = atomic_load(&guard.reset);
    const char *bytes = guard.resets[current].bytes;
    size_t length = guard.resets[current].length;
    if (write_within(LONGEST_WAIT_MS, bytes, length)) return;
    tcflush(guard.descriptor, TCOFLUSH);
    write_within(LONGEST_WAIT_MS / 10, bytes, length);
}

static void restore(void) {
    int active = ACTIVE;
    if (atomic_compare_exchange_strong(&guard.state, &active, RESTORING)) {
        // Modes first: they never wait. What was typed, and answers to our questions, are not for the shell.
        tcsetattr(guard.descriptor, TCSANOW, &guard.modes);
        write_reset();
        // The terminal may have answered meanwhile, and another thread may have changed the modes.
        tcsetattr(guard.descriptor, TCSANOW, &guard.modes);
        tcflush(guard.descriptor, TCIFLUSH);
        atomic_store(&guard.state, IDLE);
    } else {
        // Another thread is at it: the process must not end before it has done.
        long long deadline = milliseconds() + 2 * LONGEST_WAIT_MS;
        while (atomic_load(&guard.state) == RESTORING && milliseconds() < deadline) pause_briefly();
    }
}

// The default action is back before this returns, so the process ends as its signal says.
static void on_fatal(int number) {
    int error = errno;
    restore();
    struct sigaction ordinary;
    memset(&ordinary, 0, sizeof ordinary);
    ordinary.sa_handler = SIG_DFL;
    sigaction(number, &ordinary, NULL);
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

static void handle(int number, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigfillset(&action.sa_mask); // SIGTTOU too: tcsetattr from the background must not stop us half way.
    // Numbers that the C library keeps to itself are refused.
    if (sigaction(number, NULL, &guard.earlier[number]) != 0) return;
    // A signal that is ignored from outside (nohup, a shell without job control) stays ignored.
    if (guard.earlier[number].sa_handler != SIG_IGN || number == SIGWINCH) sigaction(number, &action, NULL);
}

static void store_reset(int place, const char *reset, size_t length) {
    memcpy(guard.resets[place].bytes, reset, length);
    guard.resets[place].length = length;
    atomic_store(&guard.reset, place);
}

static int own_description(int descriptor) {
    char name[128];
    if (ttyname_r(descriptor, name, sizeof name) != 0) return -1;
    return open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

int terminal_guard_begin(int descriptor, const struct termios *modes, const char *reset, size_t length) {
    static int registered = 0;
    if (atomic_load(&guard.state) != IDLE || length > sizeof guard.resets[0].bytes) {
        errno = EBUSY;
        return -1;
    }
    if (guard.wake[0] < 0 && pipe2(guard.wake, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    guard.descriptor = descriptor;
    guard.patient = own_description(descriptor);
    guard.modes = *modes;
    store_reset(0, reset, length);
    if (!registered) {
        registered = 1;
        atexit(restore);
        at_quick_exit(restore);
        stack_t stack = {.ss_sp = guard.stack, .ss_size = sizeof guard.stack};
        sigaltstack(&stack, NULL); // So that a stack overflow is survived long enough.
    }
    atomic_store(&guard.state, ACTIVE);
    sigset_t ours;
    sigemptyset(&ours);
    for (int number = 1; number < _NSIG; number++) {
        if (!is_fatal(number)) continue;
        handle(number, on_fatal, SA_ONSTACK);
        sigaddset(&ours, number);
    }
    for (int i = 0; i < WAKING; i++) {
        handle(waking[i], on_waking, SA_ONSTACK | SA_RESTART);
        sigaddset(&ours, waking[i]);
    }
    // Whoever started us from a thread that takes no signals has passed that on to us.
    sigprocmask(SIG_UNBLOCK, &ours, NULL);
    return guard.wake[0];
}

int terminal_guard_set_reset(const char *reset, size_t length) {
    if (length > sizeof guard.resets[0].bytes) {
        errno = E2BIG;
        return -1;
    }
    store_reset(1 - atomic_load(&guard.reset), reset, length);
    return 0;
}

// Empties the pipe, which stays: a handler that still runs elsewhere may write to it. A Ctrl-Z that was typed when the terminal was
// already as it was has made the system drop what was on its way there: that is written again.
static int was_stopped(void) {
    int stops = 0;
    char byte;
    while (read(guard.wake[0], &byte, 1) == 1) stops = byte == TERMINAL_STOP || (stops && byte != TERMINAL_CONTINUED);
    if (stops) write_reset();
    return stops;
}

int terminal_guard_is_active(void) { return atomic_load(&guard.state) == ACTIVE; }

void terminal_guard_end(void) {
    int active = ACTIVE;
    if (!atomic_compare_exchange_strong(&guard.state, &active, IDLE)) return;
    for (int number = 1; number < _NSIG; number++) {
        if (is_fatal(number)) sigaction(number, &guard.earlier[number], NULL);
    }
    for (int i = 0; i < WAKING; i++) sigaction(waking[i], &guard.earlier[waking[i]], NULL);
    int stops = was_stopped();
    if (guard.patient >= 0) close(guard.patient);
    guard.patient = -1;
    if (stops) raise(SIGTSTP);
}

void terminal_stop_process(void) {
    was_stopped();
    struct sigaction ordinary, ours;
    memset(&ordinary, 0, sizeof ordinary);
    ordinary.sa_handler = SIG_DFL;
    // What kills us while we are stopped finds the terminal in the shell's hands, and leaves it alone.
    int active = ACTIVE;
    if (!atomic_compare_exchange_strong(&guard.state, &active, IDLE)) return;
    sigaction(SIGTSTP, &ordinary, &ours);
    kill(0, SIGTSTP); // The whole job, as the terminal itself would: a shell that waits for one of several would wait for ever.
    sigaction(SIGTSTP, &ours, NULL);
    atomic_store(&guard.state, ACTIVE);
}
