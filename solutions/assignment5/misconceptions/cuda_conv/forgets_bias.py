"""The bias is not added. Each filter adds its own to every place of its output channel.

편향을 더하지 않았어요. 필터마다 제 편향을 출력 채널의 모든 자리에 더해야 합니다.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_whole_blocks"


def source():
    return right().replace(" + b[filter]", "")
