"""The grid has no block for what is left over when a tile does not fit. Round up:
(size + 15) // 16.

타일이 꼭 맞지 않을 때 남는 부분을 맡을 블록이 없어요. (size + 15) // 16으로 올림하세요.
"""

CAUGHT_BY = "cuda_conv::test_odd_sizes"


def launch(N, filters, out_h, out_w):
    return (max(N * out_h * out_w // 16, 1), max(filters // 16, 1)), (16, 16)
