/* Multiply-adds that wait for nothing: independent chains, as wide as the processor's registers. */
#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif
#define CHAINS 12
#define LANES (BYTES / 4)

typedef float vector __attribute__((vector_size(BYTES)));

/* Returns the number of floating-point operations done; `kept` keeps the compiler honest. */
double multiply_add(long rounds, float *kept) {
    vector sums[CHAINS], factor, summand;
    for (int lane = 0; lane < LANES; lane++) {
        factor[lane] = 1.0000001f;
        summand[lane] = 1e-9f;
    }
    for (int chain = 0; chain < CHAINS; chain++) sums[chain] = factor * (chain + 1.0f);
    for (long round = 0; round < rounds; round++)
        for (int chain = 0; chain < CHAINS; chain++) sums[chain] = sums[chain] * factor + summand;
    float total = 0;
    for (int chain = 0; chain < CHAINS; chain++)
        for (int lane = 0; lane < LANES; lane++) total += sums[chain][lane];
    *kept = total;
    return 2.0 * rounds * CHAINS * LANES;
}
