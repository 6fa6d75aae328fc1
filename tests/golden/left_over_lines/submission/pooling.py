import numpy as np

size = int(input("pool size: "))


class Pooling:
    def __init__(self, pool_h=size, pool_w=size, stride=1, pad=0):
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad
