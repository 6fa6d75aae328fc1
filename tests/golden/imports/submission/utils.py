def check_sizes(input_size, filter_size, stride, pad):
    if filter_size > input_size + 2 * pad:
        raise ValueError
