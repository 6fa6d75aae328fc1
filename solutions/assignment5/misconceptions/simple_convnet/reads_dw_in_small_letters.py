"""gradient reads dw, but the layers store dW. Python tells capital letters from small ones.

gradient가 dw를 읽는데 계층에 있는 이름은 dW예요. 파이썬은 대소문자를 구별합니다.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_gradient_affine2"


class SimpleConvNet(Reference):
    def gradient(self, x, t):
        super().gradient(x, t)
        grads = {}
        for number, name in enumerate(("Conv1", "Affine1", "Affine2"), 1):
            grads[f"W{number}"] = self.layers[name].dw
            grads[f"b{number}"] = self.layers[name].db
        return grads
