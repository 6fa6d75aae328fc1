// Watches what a kernel reads and writes.
//
// The watched build of the kernel is compiled with the address sanitiser's instrumentation: before
// every access it calls __asan_load4_noabort(address) and the like. This is their runtime, in place
// of libasan, which needs LD_PRELOAD, /proc and terabytes of address space and knows nothing of
// threads that are fibres. docs/explanation/cuda-task.md says what it finds.
#pragma once
#include "fibres.h"

#include <ucontext.h>

#include <cstdlib>
#include <cstring>

uint3 threadIdx, blockIdx;
dim3 blockDim, gridDim;
extern "C" char __start_cudashared[] __attribute__((weak));
extern "C" char __stop_cudashared[] __attribute__((weak));

namespace {

const int MOST_THREADS = 1024, WARP = 32, MOST_REGIONS = 64, MOST_FINDINGS = 16;
const size_t STACK = 64 * 1024;

enum State { READY, AT_BARRIER, AT_WARP_BARRIER, DONE };
enum Order { FORWARD, BACKWARD, SHUFFLED };
enum Kind { OUTSIDE, UNWRITTEN, RACE, DIVERGED, READ_ONLY, INDEX };  // of findings

struct Fibre {
    ucontext_t context;
    char *stack;
    State state;
    int barrier_line;
    float given;          // to the other threads of the warp
    int epoch, warp_epoch;  // barriers passed
} fibres_[MOST_THREADS];

struct Region {  // memory that the kernel may use
    char *start;
    long size;
    char name[32];
    bool shared, writable;
};

struct Access {  // the last one to a byte
    int block, thread, epoch, warp_epoch;  // block counted from 1: 0 is never
};
struct Cell {
    Access write, read;
};

struct Finding {
    int kind;
    int line;        // of a barrier or an index; 0 where `code` says it
    long code;       // return address, from the start of the library
    int write;       // 0 read, 1 write
    long offset;     // bytes from the region's start
    char name[32];   // of the region
};

Region regions[MOST_REGIONS];
Cell *cells[MOST_REGIONS];  // one for each byte
int region_count, globals_count, finding_count, threads, current, block_number, order_;
Finding findings[MOST_FINDINGS];
ucontext_t scheduler;
bool stopped;  // at an access that could end the process
struct {
    const float *x, *w, *b;
    float *y;
    int n[11];
} arguments;

extern "C" const char __ehdr_start[] __attribute__((visibility("hidden")));  // of this library

bool known(int kind, int line, long code) {
    for (int i = 0; i < finding_count; i++)
        if (findings[i].kind == kind && findings[i].line == line && findings[i].code == code) return true;
    return false;
}

void report(int kind, int line, const void *code, bool write, const Region *region, long offset) {
    long place = code ? (const char *)code - __ehdr_start - 1 : 0;
    if (finding_count == MOST_FINDINGS || known(kind, line, place)) return;
    Finding &found = findings[finding_count++];
    found = {kind, line, place, write, offset, ""};
    if (region) memcpy(found.name, region->name, sizeof found.name);
}

void stop() {  // never returns to the kernel
    stopped = true;
    setcontext(&scheduler);
}

bool on_own_stack(const char *at) {
    const char *stack = fibres_[current].stack;
    return at >= stack && at < stack + STACK;
}

long distance(const Region &region, const char *at) {
    if (at < region.start) return region.start - at;
    return at < region.start + region.size ? 0 : at - (region.start + region.size) + 1;
}

const Region *nearest(const char *at) {
    const Region *best = nullptr;
    for (int i = 0; i < region_count; i++)
        if (!best || distance(regions[i], at) < distance(*best, at)) best = &regions[i];
    return best;
}

Access now() {
    const Fibre &me = fibres_[current];
    return {block_number, current, me.epoch, me.warp_epoch};
}

// Nothing orders the two: no barrier between them, and not the same thread.
bool unordered(const Access &earlier, const Access &later, bool shared) {
    if (!earlier.block) return false;
    if (earlier.block != later.block) return !shared;  // shared memory begins anew with a block
    if (earlier.thread == later.thread || earlier.epoch != later.epoch) return false;
    bool same_warp = earlier.thread / WARP == later.thread / WARP;
    return !same_warp || earlier.warp_epoch == later.warp_epoch;
}

void watch(const char *at, long size, bool write, const void *code) {
    if (on_own_stack(at)) return;
    const Region *region = nearest(at);
    if (!region) return;
    long offset = at - region->start;
    if (offset < 0 || offset + size > region->size) {
        report(OUTSIDE, 0, code, write, region, offset);
        stop();
    }
    if (write && !region->writable) {
        report(READ_ONLY, 0, code, write, region, offset);
        stop();
    }
    if (!region->writable) return;
    Access access = now();
    for (long i = offset; i < offset + size; i++) {
        Cell &cell = cells[region - regions][i];
        bool written = region->shared ? cell.write.block == block_number : cell.write.block;
        if (!write && !written) report(UNWRITTEN, 0, code, write, region, offset);
        if (unordered(cell.write, access, region->shared) ||
            (write && unordered(cell.read, access, region->shared)))
            report(RACE, 0, code, write, region, offset);
        (write ? cell.write : cell.read) = access;
    }
}

void add_region(void *start, long size, const char *name, bool shared, bool writable) {
    if (region_count == MOST_REGIONS) return;
    Region &region = regions[region_count];
    region = {(char *)start, size, "", shared, writable};
    strncpy(region.name, name, sizeof region.name - 1);
    cells[region_count] = writable ? (Cell *)calloc(size, sizeof(Cell)) : nullptr;
    region_count++;
}

void forget_arguments() {
    while (region_count > globals_count) free(cells[--region_count]);
    for (int i = 0; i < region_count; i++)
        if (cells[i]) memset(cells[i], 0, regions[i].size * sizeof(Cell));
    finding_count = block_number = 0;
    stopped = false;
}

}  // namespace

extern "C" {

#define WATCH(size)                                                               \
    void __asan_load##size##_noabort(const void *at) {                            \
        watch((const char *)at, size, false, __builtin_return_address(0));        \
    }                                                                             \
    void __asan_store##size##_noabort(const void *at) {                           \
        watch((const char *)at, size, true, __builtin_return_address(0));         \
    }
WATCH(1) WATCH(2) WATCH(4) WATCH(8) WATCH(16)
void __asan_loadN_noabort(const void *at, long size) {
    watch((const char *)at, size, false, __builtin_return_address(0));
}
void __asan_storeN_noabort(const void *at, long size) {
    watch((const char *)at, size, true, __builtin_return_address(0));
}
void __asan_handle_no_return() {}

struct Global {  // as the compiler lays it down
    char *start;
    uintptr_t size, size_with_redzone;
    const char *name, *module;
    uintptr_t rest[3];
};
void __asan_register_globals(Global *all, long count) {
    for (long i = 0; i < count; i++) {
        bool shared = all[i].start >= __start_cudashared && all[i].start < __stop_cudashared;
        add_region(all[i].start, all[i].size, all[i].name, shared, shared);
    }
    globals_count = region_count;
}
void __asan_unregister_globals(Global *, long) {}

struct Indexed {  // ubsan's OutOfBoundsData begins so
    const char *file;
    unsigned line, column;
};
void __ubsan_handle_out_of_bounds(Indexed *at, unsigned long) {
    report(INDEX, at->line, nullptr, false, nullptr, 0);
    stop();
}
}
