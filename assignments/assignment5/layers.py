"""Given: the layers around the convolution. Use them as they are; nothing here is to be filled in.

주어진 파일: 합성곱 계층과 함께 쓸 계층들입니다. 채울 곳은 없으니 그대로 쓰세요.
"""

from __future__ import annotations

import numpy as np

__all__ = ["Affine", "Relu", "SoftmaxWithLoss"]


class Relu:
    """max(x, 0), number by number, for x of any shape.

    값마다 max(x, 0)을 구합니다. x의 형상은 무엇이든 됩니다.
    """

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Returns an array of the shape of x.

        x와 형상이 같은 배열을 돌려줍니다.
        """
        self.positive = x > 0
        return np.where(self.positive, x, 0.0)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """Returns dx: dout where x was positive, 0 elsewhere.

        dx를 돌려줍니다. x가 양수였던 자리는 dout, 나머지는 0입니다.
        """
        return np.where(self.positive, dout, 0.0)


class Affine:
    """A fully connected layer, x W + b. W is (D, K), b is (K,). Inputs of more than two axes,
    such as the (N, C, H, W) of a pooling layer, are flattened to (N, D) first. After `backward`,
    `dW` and `db` hold the gradients.

    완전 연결 계층 x W + b입니다. W는 (D, K), b는 (K,)입니다. 풀링 계층의 (N, C, H, W)처럼 축이 셋
    이상인 입력은 먼저 (N, D)로 펼칩니다. `backward`를 부르고 나면 `dW`와 `db`에 기울기가 들어
    있습니다.
    """

    def __init__(self, W: np.ndarray, b: np.ndarray) -> None:
        self.W = W
        self.b = b

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Takes x (N, ...) with D numbers an item, returns (N, K).

        데이터마다 숫자가 D개인 x (N, ...)를 받아 (N, K)를 돌려줍니다.
        """
        self.x_shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.W + self.b

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """Takes dout (N, K), returns dx with the shape that x had.

        dout (N, K)를 받아, x와 형상이 같은 dx를 돌려줍니다.
        """
        self.dW = self.x.T @ dout
        self.db = np.sum(dout, axis=0)
        return (dout @ self.W.T).reshape(self.x_shape)


class SoftmaxWithLoss:
    """Softmax and cross-entropy in one layer. The loss is the mean over the batch, so the 1/N is
    in the gradient already.

    소프트맥스와 교차 엔트로피를 합친 계층입니다. 손실은 배치에 대한 평균이므로, 기울기에 1/N이 이미
    들어 있습니다.
    """

    def forward(self, scores: np.ndarray, t: np.ndarray) -> float:
        """Takes scores (N, K) and the right answers t, either class ids (N,) or one-hot rows
        (N, K); returns the loss.

        점수 scores (N, K)와 정답 t를 받아 손실을 돌려줍니다. t는 클래스 번호 (N,)이거나 원-핫
        행 (N, K)입니다.
        """
        shifted = scores - scores.max(axis=1, keepdims=True)  # exp cannot overflow
        log_y = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.y = np.exp(log_y)
        self.t = np.eye(scores.shape[1])[t] if t.ndim == 1 else t
        return float(-(self.t * log_y).sum() / len(scores))

    def backward(self, dout: float = 1.0) -> np.ndarray:
        """Returns the gradient with respect to the scores, (N, K).

        점수에 대한 기울기 (N, K)를 돌려줍니다.
        """
        return dout * (self.y - self.t) / len(self.y)
