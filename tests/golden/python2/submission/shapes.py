# -*- coding: utf-8 -*-
import sys


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    size = (input_size + 2*pad - filter_size) / stride + 1
    print "output size =", size
    return size
