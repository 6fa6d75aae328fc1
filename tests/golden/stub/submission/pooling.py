"""Exercise pooling: max, average and global average pooling, forward and backward.

연습 문제 pooling: 최대 풀링, 평균 풀링, 전역 평균 풀링의 순전파와 역전파입니다.
"""

from __future__ import annotations

import numpy as np

from im2col import col2im, im2col

__all__ = ["AveragePooling", "GlobalAveragePooling", "Pooling"]


class Pooling:
    """Max pooling: the largest value of each window, every channel on its own. Padding is with
    minus infinity, so a padded place is never the maximum; `pad` is smaller than the window.

    최대 풀링입니다. 채널마다 따로, 각 윈도에서 가장 큰 값을 고릅니다. 패딩은 음의 무한대로 하므로
    패딩한 자리가 최댓값이 되는 일은 없습니다. `pad`는 윈도보다 작습니다.
    """

    def __init__(self, pool_h: int, pool_w: int, stride: int = 1, pad: int = 0) -> None:
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Takes x (N, C, H, W), returns (N, C, out_h, out_w), the maximum of each window. Keep
        here what `backward` will need.

        x (N, C, H, W)를 받아 각 윈도의 최댓값 (N, C, out_h, out_w)를 돌려줍니다. `backward`에
        필요한 값은 여기에서 저장해 둡니다.
        """
        raise NotImplementedError("Pooling.forward")

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """Takes dout (N, C, out_h, out_w), returns dx (N, C, H, W). A window's gradient goes to
        the place its maximum came from (of equal ones the first, row by row); a place that won
        in several windows gets the sum.

        dout (N, C, out_h, out_w)를 받아 dx (N, C, H, W)를 돌려줍니다. 윈도의 기울기는
        최댓값이 있던 자리로 흐릅니다(최댓값이 여럿이면 행 순서로 첫 번째). 여러 윈도에서 뽑힌
        자리는 기울기를 모두 더합니다.
        """
        raise NotImplementedError("Pooling.backward")


class AveragePooling:
    """Average pooling: the mean of each window, every channel on its own. Padding is with
    zeros, and they count in the mean: the divisor is always pool_h * pool_w.

    평균 풀링입니다. 채널마다 따로, 각 윈도의 평균을 구합니다. 패딩은 0으로 하고 평균에도 넣습니다.
    곧, 나누는 수는 언제나 pool_h * pool_w입니다.
    """

    def __init__(self, pool_h: int, pool_w: int, stride: int = 1, pad: int = 0) -> None:
        self.pool_h = pool_h
        self.pool_w = pool_w
        self.stride = stride
        self.pad = pad

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Takes x (N, C, H, W), returns (N, C, out_h, out_w), the mean of each window.

        x (N, C, H, W)를 받아 각 윈도의 평균 (N, C, out_h, out_w)를 돌려줍니다.
        """
        raise NotImplementedError("AveragePooling.forward")

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """Takes dout (N, C, out_h, out_w), returns dx (N, C, H, W). Every place of a window has
        the same part in its mean, so it gets the same part of its gradient.

        dout (N, C, out_h, out_w)를 받아 dx (N, C, H, W)를 돌려줍니다. 윈도 안의 자리는 평균에
        똑같이 기여했으므로 기울기도 똑같이 나누어 받습니다.
        """
        raise NotImplementedError("AveragePooling.backward")


class GlobalAveragePooling:
    """The mean of each whole channel: one number a channel, whatever the height and width.

    채널 전체의 평균을 구합니다. 높이와 너비가 얼마든 채널마다 숫자 하나가 남습니다.
    """

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Takes x (N, C, H, W), returns (N, C).

        x (N, C, H, W)를 받아 (N, C)를 돌려줍니다.
        """
        raise NotImplementedError("GlobalAveragePooling.forward")

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """Takes dout (N, C), returns dx (N, C, H, W).

        dout (N, C)를 받아 dx (N, C, H, W)를 돌려줍니다.
        """
        raise NotImplementedError("GlobalAveragePooling.backward")
