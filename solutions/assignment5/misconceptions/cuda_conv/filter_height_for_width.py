"""k is split by the height of the filter. k / FW % FH is the row and k % FW the column.

k를 필터의 높이로 나눴어요. 행은 k / FW % FH, 열은 k % KW입니다.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_filters"


def source():
    return right().replace("k / FW % FH", "k / FH % FH")
