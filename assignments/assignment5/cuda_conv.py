"""Exercise cuda_conv: a convolution as a GPU kernel. Optional; no GPU is needed to write it.

연습 문제 cuda_conv: GPU 커널로 만드는 합성곱입니다. 선택 문제이고, GPU가 없어도 만들 수 있습니다.
"""

from __future__ import annotations

__all__ = ["launch", "source"]


def source() -> str:
    """Return the kernel as text, in CUDA C++. Its first lines must be

        extern "C" __global__ void conv2d(const float* x, const float* w, const float* b, float* y,
                                          int N, int C, int H, int W, int FN, int FH, int FW,
                                          int out_h, int out_w, int stride, int pad)

    x is (N, C, H, W), w is (FN, C, FH, FW), b is (FN,), y is (N, FN, out_h, out_w), each laid out
    row by row. Write every element of y; before, nothing useful is in it. The size of shared
    memory is known at compile time. Return a plain string literal: then the report can name lines
    of this file. All other code is the grader's. (Or write a Triton kernel: see the README.)

    CUDA C++로 쓴 커널을 문자열로 돌려줍니다. 첫머리는 위와 같아야 합니다. x는 (N, C, H, W), w는
    (FN, C, FH, FW), b는 (FN,), y는 (N, FN, out_h, out_w)이고 모두 행 우선으로 놓여 있습니다. y의
    모든 원소에 값을 쓰세요. 쓰기 전의 y에는 쓸모 있는 값이 없습니다. 공유 메모리의 크기는 컴파일할
    때 정해져 있어야 합니다. 문자열 리터럴을 그대로 돌려주면 리포트가 이 파일의 줄 번호를 알려
    줍니다. 나머지 코드는 모두 채점기가 맡습니다. (Triton 커널로 써도 됩니다. README를 보세요.)
    """
    raise NotImplementedError("source")


def launch(N: int, FN: int, out_h: int, out_w: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many blocks of how many threads run for this output: (grid, block), each of one to three
    whole numbers. A block has at most 1024 threads. Sizes that a block does not divide need one
    block more, and the kernel must send its surplus threads home.

    이 출력에 몇 개의 블록을, 블록마다 몇 개의 스레드로 실행할지 (grid, block)으로 돌려줍니다. 각각
    정수 하나에서 셋까지입니다. 블록 하나의 스레드는 1024개 이하입니다. 블록 크기로 나누어떨어지지
    않으면 블록이 하나 더 필요하고, 남는 스레드가 아무것도 하지 않게 커널이 막아야 합니다.
    """
    raise NotImplementedError("launch")
