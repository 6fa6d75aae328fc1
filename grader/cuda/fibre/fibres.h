// What a CUDA C++ kernel needs to be compiled for the CPU, where each of its threads is a fibre.
// Read before the student's source. Supported: threadIdx and its like, __shared__ variables of a
// fixed size, __constant__, __syncthreads, __syncwarp, __shfl_*_sync, atomics, __ldg.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

using std::max;
using std::min;

struct uint3 {
    unsigned x, y, z;
};
struct dim3 {
    unsigned x, y, z;
    dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
};
struct float2 {
    float x, y;
};
struct alignas(16) float4 {
    float x, y, z, w;
};
inline float2 make_float2(float x, float y) { return {x, y}; }
inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }

extern uint3 threadIdx, blockIdx;
extern dim3 blockDim, gridDim;
const int warpSize = 32;

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __launch_bounds__(...)
#define __constant__ static
#define __shared__ static __attribute__((section("cudashared")))

namespace fibres {
void barrier(int line);  // of the block
void warp_barrier();
float exchange(float value, int lane);  // what the thread in that lane gives; all of the warp call it
int lane();
}  // namespace fibres

#define __syncthreads() fibres::barrier(__LINE__)
#define __syncwarp(...) fibres::warp_barrier()
inline float __shfl_sync(unsigned, float value, int lane, int width = 32) {
    int first = fibres::lane() / width * width;
    return fibres::exchange(value, first + lane % width);
}
inline float __shfl_down_sync(unsigned, float value, unsigned by, int width = 32) {
    int here = fibres::lane(), there = here + by;
    return fibres::exchange(value, there / width == here / width ? there : here);
}
inline float __shfl_xor_sync(unsigned, float value, int mask, int width = 32) {
    int here = fibres::lane(), there = here ^ mask;
    return fibres::exchange(value, there / width == here / width ? there : here);
}

#define FIBRES_UNWATCHED __attribute__((no_sanitize("address", "kernel-address")))
template <class T>
FIBRES_UNWATCHED T atomicAdd(T *place, T value) {
    T before = *place;
    *place = before + value;
    return before;
}
template <class T>
FIBRES_UNWATCHED T atomicMax(T *place, T value) {
    T before = *place;
    *place = max(before, value);
    return before;
}
template <class T>
inline T __ldg(const T *place) {
    return *place;
}
inline float __fmaf_rn(float a, float b, float c) { return std::fma(a, b, c); }

// The kernel that is graded: another signature is a compile error, not a crash.
extern "C" void conv2d(const float *x, const float *w, const float *b, float *y, int N, int C,
                       int H, int W, int FN, int FH, int FW, int out_h, int out_w, int stride,
                       int pad);
