"""The filters have one channel whatever input_dim says. Each filter needs a slice for every channel
of the image.

input_dim과 상관없이 필터의 채널이 하나예요. 필터에는 이미지의 채널마다 한 겹이 있어야 합니다.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_filters_shape"


class SimpleConvNet(Reference):
    def __init__(
        self,
        input_dim=(1, 28, 28),
        conv_param={"filter_num": 30, "filter_size": 5, "pad": 0, "stride": 1},
        hidden_size=100,
        output_size=10,
        weight_init_std=0.01,
    ):
        one_channel = (1, *input_dim[1:])
        super().__init__(one_channel, conv_param, hidden_size, output_size, weight_init_std)
