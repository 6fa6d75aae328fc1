"""The weights are plain normal random numbers. Multiply them by weight_init_std.

가중치가 표준정규분포 난수 그대로예요. weight_init_std를 곱하세요.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_initial_values"


class SimpleConvNet(Reference):
    def __init__(
        self,
        input_dim=(1, 28, 28),
        conv_param={"filter_num": 30, "filter_size": 5, "pad": 0, "stride": 1},
        hidden_size=100,
        output_size=10,
        weight_init_std=0.01,
    ):
        super().__init__(input_dim, conv_param, hidden_size, output_size, 1.0)
