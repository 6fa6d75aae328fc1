"""The output size of pooling is computed without the padding. Pooling layers are padded too: the
formula is that of the convolution.

풀링의 출력 크기를 구할 때 패딩을 빠뜨렸어요. 풀링에도 패딩이 있으며 식은 합성곱과 같습니다.
"""

from solutions.assignment5.shapes import pool_output_size as reference

CAUGHT_BY = "shapes::test_pool_padding"


def pool_output_size(input_size, pool_size, stride=1, pad=0):
    return reference(input_size, pool_size, stride, 0)
