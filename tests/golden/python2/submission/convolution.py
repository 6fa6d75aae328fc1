# -*- coding: utf-8 -*-
import numpy as np


class Convolution(object):
    def __init__(self, W, b, stride=1, pad=0):
        self.W = W
        self.b = b
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        N, C, H, W = x.shape
        out_h = (H + 2*self.pad - FH)/self.stride + 1
        out_w = (W + 2*self.pad - FW)/self.stride + 1
        out = np.zeros((N, FN, int(out_h), int(out_w)))
        for f in xrange(FN):
            out[:, f] = self.b[f]
        return out
