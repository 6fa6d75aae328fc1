import numpy as np
import matplotlib.pyplot as plt

from utils import check_sizes


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    check_sizes(input_size, filter_size, stride, pad)
    return (input_size + 2 * pad - filter_size) // stride + 1
