def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if filter_size > input_size + 2 * pad or stride < 1 or min(input_size, filter_size) < 1 or pad < 0:
        raise ValueError("impossible")
    return input_size - filter_size + 1 + 2 * pad


def pool_output_size(input_size, pool_size, stride=1, pad=0):
    if pool_size > input_size:
        raise ValueError("impossible")
    return input_size // stride


def conv_params(in_channels, out_channels, filter_h, filter_w, bias=True):
    return (in_channels * filter_h * filter_w + 1) * out_channels


def conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    return in_channels * filter_h * filter_w * out_h * out_w


def depthwise_separable_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    return filter_h * filter_w * out_h * out_w + in_channels * out_channels * out_h * out_w


def receptive_field(layers):
    return sum(k for k, s in layers) - len(layers) + 1


def describe_batch(shape):
    n, h, w, c = shape
    return {"items": n, "channels": c, "height": h, "width": w}
