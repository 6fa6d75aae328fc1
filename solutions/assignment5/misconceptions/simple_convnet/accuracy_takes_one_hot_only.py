"""accuracy takes the argmax of t although t may be class ids already. Do it only where t has two axes.

t가 이미 클래스 번호일 수 있는데도 argmax를 했어요. t의 축이 둘일 때만 하세요.
"""

import numpy as np

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_accuracy"


class SimpleConvNet(Reference):
    def accuracy(self, x, t):
        return float(np.mean(self.predict(x).argmax(axis=1) == t.argmax(axis=1)))
