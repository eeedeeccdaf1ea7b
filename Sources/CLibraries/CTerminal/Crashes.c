#include "CTerminal.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const int crashes[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};

// Swift handles crashes from its library's beginning on. Before that of any library these signals are held back, so that none comes between
// then and main; what crashes by itself meanwhile ends the process all the same. Only a program can have such a beginning.
static sigset_t mask_before;
static int is_holding;

static void hold_crashes(int count, char **arguments, char **environment) {
    (void)environment;
    // A bundle of tests has no main of ours that lets them through.
    static const char bundle[] = ".xctest";
    size_t length = count > 0 ? strlen(arguments[0]) : 0;
    if (length >= sizeof bundle - 1 && strcmp(arguments[0] + length - (sizeof bundle - 1), bundle) == 0) return;
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaddset(&held, crashes[i]);
    is_holding = sigprocmask(SIG_BLOCK, &held, &mask_before) == 0;
}

__attribute__((section(".preinit_array"), used)) static void (*const before_libraries)(int, char **, char **) = hold_crashes;

void terminal_crash_plainly(void) {
    if (!getenv("SWIFT_BACKTRACE")) {
        for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
            struct sigaction action;
            if (sigaction(crashes[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) signal(crashes[i], SIG_DFL);
        }
    }
    if (is_holding) sigprocmask(SIG_SETMASK, &mask_before, NULL);
    is_holding = 0;
}
