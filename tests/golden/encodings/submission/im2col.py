import numpy as np


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_data.shape

    # 패딩: 큰 0 배열 가운데에 이미지를 넣는다
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for h in range(H):
        for w in range(W):
            padded[:, :, h + pad, w + pad] = input_data[:, :, h, w]

    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1

    rows = []
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                row = []
                for c in range(C):
                    for u in range(filter_h):
                        for v in range(filter_w):
                            row.append(padded[n, c, i * stride + u, j * stride + v])
                rows.append(row)
    return np.array(rows)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    out_h = (H + 2 * pad - filter_h) // stride + 1
    out_w = (W + 2 * pad - filter_w) // stride + 1

    image = np.zeros((N, C, H, W))
    for n in range(N):
        for i in range(out_h):
            for j in range(out_w):
                row = col[(n * out_h + i) * out_w + j]
                k = 0
                for c in range(C):
                    for u in range(filter_h):
                        for v in range(filter_w):
                            y = i * stride + u - pad
                            x = j * stride + v - pad
                            # 패딩 영역은 버린다
                            if 0 <= y < H and 0 <= x < W:
                                image[n, c, y, x] += row[k]
                            k += 1
    return image
