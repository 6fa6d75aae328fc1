def conv_out_size(input_size, filter_size, stride=1, pad=0):
    if filter_size > input_size + 2 * pad:
        raise ValueError
    return (input_size + 2 * pad - filter_size) // stride + 1


def pool_output_size(input_size, pool_size, stride=1, padding=0):
    return conv_out_size(input_size, pool_size, stride, padding)


def count_params(in_channels, out_channels, filter_h, filter_w, bias=True):
    return (in_channels * filter_h * filter_w + bias) * out_channels


def Conv_Macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    return in_channels * out_channels * filter_h * filter_w * out_h * out_w


class receptive_field:
    def __init__(self, layers):
        self.layers = layers

    def __call__(self):
        field = 1
        for k, s in self.layers[::-1]:
            field = (field - 1) * s + k
        return field
