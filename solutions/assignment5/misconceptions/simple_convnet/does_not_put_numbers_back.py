"""numerical_gradient leaves every number h below what it was. Put it back before you take the next.

수치 미분을 하고 나서 숫자를 h만큼 작은 채로 두었어요. 다음으로 넘어가기 전에 되돌려 놓으세요.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_finite_differences"


class SimpleConvNet(Reference):
    def numerical_gradient(self, x, t):
        grads = super().numerical_gradient(x, t)
        for value in self.params.values():
            value -= 1e-4
        return grads
