"""Exercise fast_conv: the convolution again, and this time the clock runs. To stand on the
course's leaderboard set LEADERBOARD to a nickname, 20 letters at most and not your name.

연습 문제 fast_conv: 다시 합성곱입니다. 이번에는 시간을 잽니다. 순위표에 오르고 싶으면
LEADERBOARD에 20자 이하의 별명을 적으세요. 본명은 쓰지 마세요.
"""

from __future__ import annotations

import numpy as np

__all__ = ["conv2d"]

LEADERBOARD = ""


def conv2d(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Takes x (N, C, H, W), filters w (FN, C, FH, FW) and b (FN,), returns
    (N, FN, out_h, out_w), the numbers of `naive_conv.conv2d`. float32 in, float32 out: less is
    wrong, more takes longer. Nothing that is passed in changes, and no call may rely on another
    one: the clock gives every call new numbers.

    x (N, C, H, W), 필터 w (FN, C, FH, FW), b (FN,)를 받아 `naive_conv.conv2d`와 같은 값을
    (N, FN, out_h, out_w)로 돌려줍니다. float32를 받아 float32를 돌려주세요. 정밀도가 더 낮으면 틀린
    값이 되고, 더 높으면 오래 걸립니다. 인수의 내용을 바꾸지 말고, 앞선 호출에 기대지 마세요. 시간을
    잴 때는 호출마다 새로운 값이 들어옵니다.
    """
    raise NotImplementedError("conv2d")
