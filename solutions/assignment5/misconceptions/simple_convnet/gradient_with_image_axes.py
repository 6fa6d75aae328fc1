"""The gradient of W2 is returned with the axes of pooling's output. It has the shape of W2.

W2의 기울기를 풀링 출력의 축으로 펼친 채 돌려주었어요. 기울기의 형상은 W2와 같습니다.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_gradient_affine1"


class SimpleConvNet(Reference):
    def gradient(self, x, t):
        grads = super().gradient(x, t)
        FN = self.params["W1"].shape[0]
        side = round((len(grads["W2"]) / FN) ** 0.5)
        grads["W2"] = grads["W2"].reshape(FN, side, side, -1)
        return grads
