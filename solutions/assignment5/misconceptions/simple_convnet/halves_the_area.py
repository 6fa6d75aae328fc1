"""The size after pooling is computed with /, so an odd size becomes a fraction and W2 has too many
rows. Round each side down first: (size - 2) // 2 + 1.

풀링 뒤의 크기를 / 로 구해서, 홀수 크기가 분수가 되고 W2의 행이 너무 많아졌어요. 변의 길이부터
내림하세요. (크기 - 2) // 2 + 1입니다.
"""

import numpy as np

from assignments.assignment5.layers import Affine
from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_odd_sizes"


class SimpleConvNet(Reference):
    def __init__(
        self,
        input_dim=(1, 28, 28),
        conv_param={"filter_num": 30, "filter_size": 5, "pad": 0, "stride": 1},
        hidden_size=100,
        output_size=10,
        weight_init_std=0.01,
    ):
        super().__init__(input_dim, conv_param, hidden_size, output_size, weight_init_std)
        FN, size = conv_param["filter_num"], conv_param["filter_size"]
        conv_size = (input_dim[1] - size + 2 * conv_param["pad"]) / conv_param["stride"] + 1
        pool_output_size = int(FN * (conv_size / 2) * (conv_size / 2))
        self.params["W2"] = weight_init_std * np.random.randn(pool_output_size, hidden_size)
        self.layers["Affine1"] = Affine(self.params["W2"], self.params["b2"])
