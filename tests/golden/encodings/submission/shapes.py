# 과제5 - shapes
def conv_output_size(input_size, filter_size, stride=1, pad=0):
    if input_size < 1 or filter_size < 1 or stride < 1 or pad < 0:
        raise ValueError("잘못된 값입니다")
    if filter_size > input_size + 2 * pad:
        raise ValueError("필터가 입력보다 큽니다")
    # 필터를 실제로 밀어 보면서 개수를 센다
    count = 0
    start = -pad
    while start + filter_size <= input_size + pad:
        count += 1
        start += stride
    return count


def pool_output_size(input_size, pool_size, stride=1, pad=0):
    return conv_output_size(input_size, pool_size, stride, pad)


def conv_params(in_channels, out_channels, filter_h, filter_w, bias=True):
    total = 0
    for _ in range(out_channels):
        total += in_channels * filter_h * filter_w
        if bias:
            total += 1
    return total


def conv_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    return in_channels * out_channels * filter_h * filter_w * out_h * out_w


def depthwise_separable_macs(in_channels, out_channels, filter_h, filter_w, out_h, out_w):
    dw = in_channels * filter_h * filter_w * out_h * out_w
    pw = in_channels * out_channels * out_h * out_w
    return dw + pw


def receptive_field(layers):
    # 출력 픽셀 하나에서 거꾸로 올라가면서 계산
    rf = 1
    for k, s in reversed(layers):
        rf = (rf - 1) * s + k
    return rf


def describe_batch(shape):
    if len(shape) != 4:
        raise ValueError("4차원이어야 합니다")
    result = {}
    for name, value in zip(["items", "channels", "height", "width"], shape):
        result[name] = value
    return result
