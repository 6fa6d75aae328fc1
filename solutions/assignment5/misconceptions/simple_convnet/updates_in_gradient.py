"""gradient changes params itself, so the network is another one afterwards. Return the gradients; the
training loop takes the step.

gradient가 params를 직접 바꾸어 신경망이 달라졌어요. 기울기만 돌려주고 갱신은 학습 루프에 맡기세요.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_gradient_twice"


class SimpleConvNet(Reference):
    def gradient(self, x, t):
        grads = super().gradient(x, t)
        for key in grads:
            self.params[key] -= 0.1 * grads[key]
        return grads
