def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if filter_size > input_size + 2 * pad
        raise ValueError("too large")
    return (input_size + 2 * pad - filter_size) // stride + 1


def pool_output_size(input_size, pool_size, stride=1, pad=0):
    return conv_output_size(input_size, pool_size, stride, pad)
