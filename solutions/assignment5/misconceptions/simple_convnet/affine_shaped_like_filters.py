"""W2 and W3 have the shape of the filters. Only W1 is a stack of filters; an affine layer has a
matrix, inputs times outputs.

W2와 W3를 필터와 같은 형상으로 만들었어요. 필터는 W1뿐이고, Affine 계층의 가중치는 입력 수 x 출력
수의 행렬입니다.
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
        for key in ("W2", "W3"):
            self.params[key] = weight_init_std * np.random.randn(*self.params["W1"].shape)
        self.layers["Affine1"] = Affine(self.params["W2"], self.params["b2"])
        self.layers["Affine2"] = Affine(self.params["W3"], self.params["b3"])
