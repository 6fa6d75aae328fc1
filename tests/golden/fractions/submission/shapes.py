def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if filter_size > input_size + 2*pad or stride < 1:
        raise ValueError("filter too large")
    return (input_size + 2*pad - filter_size) / stride + 1


def pool_output_size(input_size, pool_size, stride=1, pad=0):
    return input_size + 2*pad - pool_size // stride + 1


def conv_params(in_channels, out_channels, filter_h, filter_w, bias=True):
    return out_channels * (in_channels * filter_h * filter_w + (1 if bias else 0))


def conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    return out_channels * out_h * out_w * in_channels * filter_h * filter_w


def depthwise_separable_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    return conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w) / 8


def receptive_field(layers):
    field = 1
    for kernel, stride in layers:
        field = field * stride + (kernel - 1)
    return field


def describe_batch(shape):
    keys = ("items", "channels", "height", "width")
    return {k: shape[i] for i, k in enumerate(keys)}
