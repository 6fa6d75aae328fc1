"""Exercise shapes: the sizes and the cost of convolutional layers, in plain integers."""


def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if filter_size > input_size + 2 * pad:
        raise ValueError("filter is too big")
    if stride < 1:
        raise ValueError("stride must be at least 1")
    return (input_size + 2 * pad - filter_size) // stride + 1


def pool_output_size(input_size, pool_size, stride=1, pad=0):
    if pool_size > input_size:
        raise ValueError("window is too big")
    return (input_size - pool_size) // stride + 1


def conv_params(in_channels, out_channels, filter_h, filter_w, bias=True):
    params = in_channels * out_channels * filter_h * filter_w
    if bias:
        params += out_channels
    return params


def conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    per_output = in_channels * filter_h * filter_w
    print("macs per output:", per_output)
    return per_output * out_channels * out_h * out_w


def depthwise_separable_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    depthwise = conv_macs(1, in_channels, filter_h, filter_w, out_h, out_w)
    pointwise = conv_macs(in_channels, out_channels, 1, 1, out_h, out_w)
    return depthwise + pointwise


def receptive_field(layers):
    field = 1
    jump = 1
    for size, stride in layers:
        jump *= stride
        field += (size - 1) * jump
    return field


def describe_batch(shape):
    items, channels, height, width = shape
    return {"items": items, "channels": channels, "height": height, "width": width}
