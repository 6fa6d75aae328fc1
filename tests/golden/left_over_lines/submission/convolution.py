import sys

import numpy as np


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def forward(self, x):
        raise NotImplementedError


def main():
    layer = Convolution(np.ones((1, 1, 2, 2)), np.zeros(1))
    print(layer.W.shape)
    return 0


sys.exit(main())
