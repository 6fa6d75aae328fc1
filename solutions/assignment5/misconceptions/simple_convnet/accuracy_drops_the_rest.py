"""accuracy goes through whole batches of 100 only, then divides by all. The last, smaller batch counts
too.

정확도를 구할 때 100장이 다 찬 묶음만 세고 전체로 나누었어요. 마지막에 남은 작은 묶음도 세세요.
"""

import numpy as np

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_accuracy_of_many"


class SimpleConvNet(Reference):
    def accuracy(self, x, t, batch_size=100):
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        batch_size = min(batch_size, len(x))
        acc = 0.0
        for i in range(len(x) // batch_size):
            tx = x[i * batch_size : (i + 1) * batch_size]
            tt = t[i * batch_size : (i + 1) * batch_size]
            acc += np.sum(np.argmax(self.predict(tx), axis=1) == tt)
        return acc / len(x)
