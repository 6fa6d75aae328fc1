"""The filters lie column by column. Filter n belongs into row n // columns, column n % columns.

필터를 열 방향으로 채웠어요. n번 필터의 자리는 n // columns행, n % columns열입니다.
"""

import numpy as np

CAUGHT_BY = "simple_convnet::test_filter_grid"


def filter_grid(W):
    FN, _, FH, FW = W.shape
    columns = int(np.ceil(np.sqrt(FN)))
    rows = int(np.ceil(FN / columns))
    grid = np.zeros((rows * (FH + 1) + 1, columns * (FW + 1) + 1))
    for n, tile in enumerate(W.mean(axis=1)):
        top, left = n % rows * (FH + 1) + 1, n // rows * (FW + 1) + 1
        spread = np.ptp(tile) or 1.0
        grid[top : top + FH, left : left + FW] = (tile - tile.min()) / spread
    return grid
