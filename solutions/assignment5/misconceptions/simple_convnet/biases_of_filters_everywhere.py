"""b2 and b3 have one number a filter. A bias belongs to an output: b2 has hidden_size numbers, b3
output_size.

b2와 b3에도 필터 수만큼의 값이 들어 있어요. 편향은 출력마다 하나입니다. b2는 hidden_size개, b3는
output_size개예요.
"""

import numpy as np

from assignments.assignment5.layers import Affine
from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_affine_shapes"


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
        self.params["b2"] = np.zeros(conv_param["filter_num"])
        self.params["b3"] = np.zeros(conv_param["filter_num"])
        self.layers["Affine1"] = Affine(self.params["W2"], self.params["b2"])
        self.layers["Affine2"] = Affine(self.params["W3"], self.params["b3"])
