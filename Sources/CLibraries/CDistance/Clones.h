// One function, compiled for several levels of x86-64 and chosen when the program is loaded. Elsewhere the baseline
// already has vectors (NEON), and the attribute is empty; so it is under a sanitiser, whose own code would run in the choice, before the
// sanitiser is there.
#ifndef VITRINE_CLONES_H
#define VITRINE_CLONES_H
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)
#define VD_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VD_CLONES
#endif
#define VD_INLINE static inline __attribute__((always_inline))
#endif
