// How long the program has been at work.
#ifndef CLOCK_H
#define CLOCK_H

#include <time.h>

static inline struct timespec clock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now;
}

static inline double seconds_since(const struct timespec *start) {
    struct timespec now = clock_now();
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

#endif
