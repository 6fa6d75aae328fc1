def conv_output_size(input_size, filter_size, pad=0, stride=1):
    if filter_size > input_size + 2 * pad or stride < 1:
        raise ValueError("impossible")
    return (input_size + 2 * pad - filter_size) // stride + 1


def pool_output_size(pool_size, input_size, stride=1, pad=0):
    return (input_size + 2 * pad - pool_size) // stride + 1


def conv_params(filter_h, filter_w, in_channels, out_channels, bias=True):
    return filter_h * filter_w * in_channels * out_channels + (out_channels if bias else 0)


def conv_macs(out_h, out_w, filter_h, filter_w, in_channels, out_channels):
    return out_h * out_w * filter_h * filter_w * in_channels * out_channels


def receptive_field(layers):
    field, jump = 1, 1
    for stride, kernel in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


def describe_batch(items, channels, height, width):
    return {"items": items, "channels": channels, "height": height, "width": width}
