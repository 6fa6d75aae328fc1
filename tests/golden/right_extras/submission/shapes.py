import numpy as np
import math

DEBUG = True


def log(*args):
    if DEBUG:
        print("[shapes]", *args)


def conv_output_size(input_size, filter_size, stride=1, pad=0, dilation=1, ceil_mode=False):
    if input_size < 1 or filter_size < 1 or stride < 1 or pad < 0:
        raise ValueError
    k = dilation * (filter_size - 1) + 1
    if k > input_size + 2 * pad:
        raise ValueError("filter larger than input")
    size = (input_size + 2 * pad - k) / stride + 1
    size = math.ceil(size) if ceil_mode else np.floor(size)
    log("conv", input_size, "->", size)
    return size


def pool_output_size(input_size, pool_size, stride=1, pad=0, **kwargs):
    return float(conv_output_size(input_size, pool_size, stride, pad, **kwargs))


def conv_params(in_channels, out_channels, filter_h, filter_w, bias=True, groups=1):
    weights = np.prod([out_channels, in_channels // groups, filter_h, filter_w])
    return np.int64(weights + out_channels) if bias else weights


def conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    return np.array([in_channels, out_channels, filter_h, filter_w, out_h, out_w], dtype=float).prod()


def depthwise_separable_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    dense = conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w)
    ratio = 1 / out_channels + 1 / (filter_h * filter_w)
    log("ratio", ratio)
    return round(dense * ratio)


def receptive_field(layers):
    return 1 + sum((k - 1) * math.prod(s for _, s in layers[:i]) for i, (k, _) in enumerate(layers))


def describe_batch(shape):
    assert isinstance(shape, (tuple, list))
    if len(shape) != 4:
        raise ValueError(f"expected 4 numbers, got {len(shape)}")
    description = dict()
    description["width"] = shape[-1]
    description["height"] = shape[-2]
    description["channels"] = shape[-3]
    description["items"] = shape[0]
    return description


if __name__ == "__main__":
    assert conv_output_size(5, 4, 1, 2) == 6
    assert receptive_field([(3, 2), (3, 1)]) == 7
    print("all good!")
