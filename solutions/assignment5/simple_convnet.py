"""Exercise simple_convnet: a convolutional network from your layers, and a picture of its filters.

연습 문제 simple_convnet: 지금까지 만든 계층으로 합성곱 신경망을 만들고, 그 필터를 그림으로 봅니다.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from assignments.assignment5.layers import Affine, Relu, SoftmaxWithLoss
from solutions.assignment5.convolution import Convolution
from solutions.assignment5.pooling import Pooling

__all__ = ["SimpleConvNet", "filter_grid"]


class SimpleConvNet:
    """conv - relu - pool - affine - relu - affine - softmax.

    conv - relu - pool - affine - relu - affine - softmax 순서의 신경망입니다.
    """

    def __init__(
        self,
        input_dim: tuple[int, int, int] = (1, 28, 28),
        conv_param: Mapping[str, int] = {"filter_num": 30, "filter_size": 5, "pad": 0, "stride": 1},
        hidden_size: int = 100,
        output_size: int = 10,
        weight_init_std: float = 0.01,
    ) -> None:
        """`input_dim` is (C, H, W) with H = W. The pooling windows are 2 x 2, stride 2.

        Sets `params`, a dict with W1, b1 (convolution), W2, b2 (first affine layer), W3, b3
        (second): weights are normal random numbers times `weight_init_std`, biases are 0. Sets
        `layers`, a dict in this order: Conv1, Relu1, Pool1, Affine1, Relu2, Affine2; they hold
        the very arrays of `params`. Sets `last_layer`, the softmax with loss.

        `input_dim`은 (C, H, W)이고 H = W입니다. 풀링은 2 x 2 윈도, 스트라이드 2로 합니다.
        `params`는 W1, b1(합성곱), W2, b2(첫 번째 Affine), W3, b3(두 번째 Affine)를 담은
        딕셔너리입니다. 가중치는 정규분포 난수에 `weight_init_std`를 곱한 값이고 편향은 0입니다.
        `layers`는 Conv1, Relu1, Pool1, Affine1, Relu2, Affine2를 이 순서로 담은 딕셔너리이며,
        `params`의 배열을 복사하지 않고 그대로 씁니다. `last_layer`는 소프트맥스와 손실 계층입니다.
        """
        C, H, _ = input_dim
        FN, size = conv_param["filter_num"], conv_param["filter_size"]
        stride, pad = conv_param["stride"], conv_param["pad"]
        conv_size = (H + 2 * pad - size) // stride + 1
        pool_size = (conv_size - 2) // 2 + 1

        shapes = {
            "W1": (FN, C, size, size),
            "W2": (FN * pool_size * pool_size, hidden_size),
            "W3": (hidden_size, output_size),
        }
        self.params: dict[str, np.ndarray] = {}
        for W, shape in shapes.items():
            # the global generator, so that whoever seeds it gets the same network again
            self.params[W] = weight_init_std * np.random.standard_normal(shape)  # noqa: NPY002
        self.params["b1"] = np.zeros(FN)
        self.params["b2"] = np.zeros(hidden_size)
        self.params["b3"] = np.zeros(output_size)

        self.layers = {
            "Conv1": Convolution(self.params["W1"], self.params["b1"], stride, pad),
            "Relu1": Relu(),
            "Pool1": Pooling(2, 2, 2),
            "Affine1": Affine(self.params["W2"], self.params["b2"]),
            "Relu2": Relu(),
            "Affine2": Affine(self.params["W3"], self.params["b3"]),
        }
        self.last_layer = SoftmaxWithLoss()

    def predict(self, x: np.ndarray) -> np.ndarray:
        """Takes x (N, C, H, W), returns the scores (N, output_size): raw, without softmax.

        x (N, C, H, W)를 받아 점수 (N, output_size)를 돌려줍니다. 소프트맥스를 거치지 않은 값입니다.
        """
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        """The loss of the batch x (N, C, H, W) for the right answers t: class ids (N,) or one-hot
        rows (N, output_size).

        배치 x (N, C, H, W)의 손실입니다. 정답 t는 클래스 번호 (N,) 또는 원-핫 행
        (N, output_size)입니다.
        """
        return self.last_layer.forward(self.predict(x), t)

    def accuracy(self, x: np.ndarray, t: np.ndarray) -> float:
        """The part of x, between 0 and 1, whose largest score is that of the right class; t as in
        `loss`. Every item counts, whatever N is.

        점수가 가장 큰 클래스가 정답인 데이터의 비율(0 이상 1 이하)입니다. t는 `loss`와 같습니다.
        N이 얼마든 모든 데이터를 셉니다.
        """
        classes = t if t.ndim == 1 else t.argmax(axis=1)
        return float(np.mean(self.predict(x).argmax(axis=1) == classes))

    def gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        """The gradients of `loss(x, t)` by backpropagation: a dict with the keys of `params`, each
        gradient of the shape of its parameter. Changes no parameter.

        오차역전파로 구한 `loss(x, t)`의 기울기입니다. 키는 `params`와 같고, 기울기의 형상은
        매개변수와 같습니다. 매개변수는 바꾸지 않습니다.
        """
        self.loss(x, t)
        dout = self.last_layer.backward()
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)

        grads = {}
        for number, name in enumerate(("Conv1", "Affine1", "Affine2"), 1):
            grads[f"W{number}"] = self.layers[name].dW
            grads[f"b{number}"] = self.layers[name].db
        return grads

    def numerical_gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        """The same dict by central differences, (loss(p + h) - loss(p - h)) / 2h for every single
        number p in `params`, with h = 1e-4. Slow: for checking `gradient` on tiny networks. The
        parameters are as before afterwards.

        같은 딕셔너리를 수치 미분으로 구합니다. `params`의 모든 숫자 p에 대해
        (loss(p + h) - loss(p - h)) / 2h를 계산하며 h = 1e-4입니다. 느리므로 작은 신경망에서
        `gradient`를 확인할 때 씁니다. 끝나면 매개변수는 원래 값으로 돌아와 있습니다.
        """
        h = 1e-4
        grads = {key: np.zeros_like(p) for key, p in self.params.items()}
        for key, p in self.params.items():
            for place in np.ndindex(p.shape):
                kept = p[place]
                p[place] = kept + h
                above = self.loss(x, t)
                p[place] = kept - h
                grads[key][place] = (above - self.loss(x, t)) / (2 * h)
                p[place] = kept
        return grads


def filter_grid(W: np.ndarray) -> np.ndarray:
    """Filters W (FN, C, FH, FW) as tiles of one picture, for looking at them.

    A filter becomes one tile FH x FW, the mean over its channels, scaled so that its smallest
    number is 0 and its largest 1 (all 0 where they are equal). The tiles lie row by row in a grid
    with the fewest columns that make it no higher than wide: ceil(sqrt(FN)) columns and as many
    rows as it takes. Lines of zeros, one pixel wide, lie between the tiles and around them, and
    places without a filter are 0. Returns (rows * (FH + 1) + 1, columns * (FW + 1) + 1).

    필터 W (FN, C, FH, FW)를 한 장의 그림에 늘어놓습니다. 필터 하나는 채널에 대해 평균한 FH x FW
    타일이 되고, 가장 작은 값이 0, 가장 큰 값이 1이 되도록 맞춥니다(값이 모두 같으면 전부 0). 타일은
    행 순서로 놓습니다. 열은 ceil(sqrt(FN))개, 행은 필요한 만큼입니다. 타일 사이와 그림 가장자리에는
    너비 1픽셀의 0을 두르고, 필터가 없는 자리도 0입니다. 결과는
    (rows * (FH + 1) + 1, columns * (FW + 1) + 1)입니다.
    """
    FN, _, FH, FW = W.shape
    columns = int(np.ceil(np.sqrt(FN)))
    rows = int(np.ceil(FN / columns))

    grid = np.zeros((rows * (FH + 1) + 1, columns * (FW + 1) + 1))
    for n, tile in enumerate(W.mean(axis=1)):
        top = n // columns * (FH + 1) + 1
        left = n % columns * (FW + 1) + 1
        low, spread = tile.min(), np.ptp(tile)
        if spread > 0:
            grid[top : top + FH, left : left + FW] = (tile - low) / spread
    return grid
