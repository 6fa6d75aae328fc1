// Runs a kernel block by block, each of its threads a fibre.
#include "watch.h"

#include <utility>

namespace {

void body() {
    auto &a = arguments;
    auto &n = a.n;
    conv2d(a.x, a.w, a.b, a.y, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]);
    fibres_[current].state = DONE;
    swapcontext(&fibres_[current].context, &scheduler);
}

void wait_as(State state) {
    fibres_[current].state = state;
    swapcontext(&fibres_[current].context, &scheduler);
}

void prepare_block() {
    if (__start_cudashared)  // NaN: what was never written must not look like a number
        memset(__start_cudashared, 0xFF, __stop_cudashared - __start_cudashared);
    for (int i = 0; i < threads; i++) {
        Fibre &fibre = fibres_[i];
        if (!fibre.stack) fibre.stack = (char *)malloc(STACK);
        fibre.state = READY;
        fibre.epoch = fibre.warp_epoch = 0;
        getcontext(&fibre.context);
        fibre.context.uc_stack.ss_sp = fibre.stack;
        fibre.context.uc_stack.ss_size = STACK;
        makecontext(&fibre.context, body, 0);
    }
}

void run_fibre(int number) {
    if (stopped) return;
    current = number;
    threadIdx.x = number % blockDim.x;
    threadIdx.y = number / blockDim.x % blockDim.y;
    threadIdx.z = number / (blockDim.x * blockDim.y);
    fibres_[number].state = READY;
    swapcontext(&scheduler, &fibres_[number].context);
}

// Runs a warp until each of its threads waits for the whole block or has ended.
void run_warp(const int *sequence, int first, int last) {
    for (bool again = true; again;) {
        again = false;
        for (int i = first; i < last; i++)
            if (fibres_[sequence[i]].state == READY) run_fibre(sequence[i]);
        for (int i = first; i < last; i++)
            if (fibres_[sequence[i]].state == AT_WARP_BARRIER)
                fibres_[sequence[i]].state = READY, again = true;
    }
}

// Between two barriers of the block: true while a thread has not ended.
bool pass_barrier() {
    int line = 0;
    bool left = false;
    for (int i = 0; i < threads; i++) {
        Fibre &fibre = fibres_[i];
        if (fibre.state == DONE) continue;
        if (line && line != fibre.barrier_line)
            report(DIVERGED, fibre.barrier_line, nullptr, false, nullptr, 0);
        line = fibre.barrier_line;
        fibre.state = READY;
        left = true;
    }
    return left;
}

uint64_t random_state;
int random_below(int n) {
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (random_state >> 33) % n;
}

// Threads of one warp stay together, in the order that was asked for.
void arrange(int *sequence) {
    for (int i = 0; i < threads; i++) sequence[i] = order_ == BACKWARD ? threads - 1 - i : i;
    if (order_ != SHUFFLED) return;
    for (int first = 0; first < threads; first += WARP)
        for (int n = min(WARP, threads - first); n > 1; n--)
            std::swap(sequence[first + n - 1], sequence[first + random_below(n)]);
    int warps = (threads + WARP - 1) / WARP;
    if (threads % WARP == 0)
        for (int n = warps; n > 1; n--) {
            int last = (n - 1) * WARP, other = random_below(n) * WARP;
            if (other < last) std::swap_ranges(sequence + last, sequence + n * WARP, sequence + other);
        }
}

void run_block() {
    if (stopped) return;
    int sequence[MOST_THREADS];
    block_number++;
    prepare_block();
    do {
        arrange(sequence);
        int ragged = order_ == BACKWARD ? threads % WARP : 0;  // the incomplete warp comes first
        if (ragged) run_warp(sequence, 0, ragged);
        for (int first = ragged; first < threads; first += WARP)
            run_warp(sequence, first, min(first + WARP, threads));
    } while (!stopped && pass_barrier());
}

}  // namespace

namespace fibres {
void barrier(int line) {
    fibres_[current].barrier_line = line;
    wait_as(AT_BARRIER);
    fibres_[current].epoch++;
}
void warp_barrier() {
    wait_as(AT_WARP_BARRIER);
    fibres_[current].warp_epoch++;
}
int lane() { return current % WARP; }
float exchange(float value, int lane) {
    int there = current / WARP * WARP + lane;
    fibres_[current].given = value;
    warp_barrier();
    float taken = there < threads ? fibres_[there].given : value;
    warp_barrier();
    return taken;
}
}  // namespace fibres

extern "C" {

// `grid` and `block` are three numbers each, `n` the kernel's eleven; `bytes` the arrays' sizes.
// Returns how many findings there are; only a watched build has any but DIVERGED.
int fibres_run(const unsigned *grid, const unsigned *block, const float *x, const float *w,
               const float *b, float *y, const int *n, const long *bytes, int order) {
    forget_arguments();
    arguments.x = x, arguments.w = w, arguments.b = b, arguments.y = y;
    memcpy(arguments.n, n, sizeof arguments.n);
    const float *arrays[] = {x, w, b, y};
    const char *names[] = {"x", "w", "b", "y"};
    for (int i = 0; i < 4; i++) add_region((void *)arrays[i], bytes[i], names[i], false, i == 3);
    for (uint3 *own : {&threadIdx, &blockIdx}) add_region(own, sizeof *own, "an index", false, false);
    for (dim3 *own : {&blockDim, &gridDim}) add_region(own, sizeof *own, "an index", false, false);
    gridDim = dim3(grid[0], grid[1], grid[2]);
    blockDim = dim3(block[0], block[1], block[2]);
    threads = block[0] * block[1] * block[2];
    order_ = order;
    random_state = 1;
    for (blockIdx.z = 0; blockIdx.z < grid[2]; blockIdx.z++)
        for (blockIdx.y = 0; blockIdx.y < grid[1]; blockIdx.y++)
            for (blockIdx.x = 0; blockIdx.x < grid[0]; blockIdx.x++) run_block();
    return finding_count;
}

const Finding *fibres_findings() { return findings; }
}
