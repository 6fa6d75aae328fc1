"""Exercise convolution: a convolutional layer, forward and backward.

연습 문제 convolution: 합성곱 계층의 순전파와 역전파입니다.
"""

from __future__ import annotations

import numpy as np

from im2col import col2im, im2col

__all__ = ["Convolution"]


class Convolution:
    """A convolutional layer. W is (FN, C, FH, FW): FN filters over C channels; b is (FN,).
    As everywhere in deep learning the filter is not flipped. After `backward`, `dW` and `db`
    hold the gradients of the loss with respect to W and b.

    합성곱 계층입니다. W는 (FN, C, FH, FW)로 C개 채널을 보는 필터가 FN개 있고, b는 (FN,)입니다.
    딥러닝에서 늘 그렇듯 필터를 뒤집지 않습니다. `backward`를 부르고 나면 `dW`와 `db`에 W와 b에 대한
    손실의 기울기가 들어 있습니다.
    """

    def __init__(
        self, W: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
    ) -> None:
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Takes x (N, C, H, W), returns (N, FN, out_h, out_w). Raises ValueError if x does not
        have as many channels as the filters. Keep here what `backward` will need.

        x (N, C, H, W)를 받아 (N, FN, out_h, out_w)를 돌려줍니다. x의 채널 수가 필터의 채널 수와
        다르면 ValueError를 일으킵니다. `backward`에 필요한 값은 여기에서 저장해 둡니다.
        """
        raise NotImplementedError("Convolution.forward")

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """Takes dout (N, FN, out_h, out_w), the gradient of the loss with respect to the output,
        returns dx (N, C, H, W), the gradient with respect to x. Sets `dW` (FN, C, FH, FW) and
        `db` (FN,), summed over the batch, not averaged.

        출력에 대한 손실의 기울기 dout (N, FN, out_h, out_w)를 받아 x에 대한 기울기
        dx (N, C, H, W)를 돌려줍니다. `dW` (FN, C, FH, FW)와 `db` (FN,)에는 배치에 대해 평균이
        아니라 합을 저장합니다.
        """
        raise NotImplementedError("Convolution.backward")
