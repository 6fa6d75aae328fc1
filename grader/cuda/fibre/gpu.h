// Read by nvcc before the student's source: the kernel's name and signature, as in fibres.h.
extern "C" __global__ void conv2d(const float *x, const float *w, const float *b, float *y, int N,
                                  int C, int H, int W, int FN, int FH, int FW, int out_h, int out_w,
                                  int stride, int pad);
