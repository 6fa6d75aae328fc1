"""The argument is called conv_params. Its name is conv_param: who calls with the name must find it.

인수 이름을 conv_params로 썼어요. 이름을 붙여 부를 수 있도록 conv_param이라고 쓰세요.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_signature"


class SimpleConvNet(Reference):
    def __init__(
        self,
        input_dim=(1, 28, 28),
        conv_params={"filter_num": 30, "filter_size": 5, "pad": 0, "stride": 1},
        hidden_size=100,
        output_size=10,
        weight_init_std=0.01,
    ):
        super().__init__(input_dim, conv_params, hidden_size, output_size, weight_init_std)
