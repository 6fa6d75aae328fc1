"""Small cases of exercise simple_convnet, which students may see.

With `weight_init_std` 0 every weight is 0, and so is every score: what a network does then can
be worked out without a single product.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.diagnosis import small

Index = tuple[int, ...] | None
NO_COUNTEREXAMPLE = {
    "copies_the_parameters": "params[...] would have to be written where the network is, and a "
    "case only calls",
}


@small(input_dim=(1, 3, 3), filters=1, key="W2")  # the pooling windows do not fill 3 x 3
@small(input_dim=(1, 2, 2), filters=3, key="W2")
@small(input_dim=(1, 2, 2), filters=3, key="b3")
@small(input_dim=(2, 2, 2), filters=3, key="W1")
def shape(student: Any, input_dim: tuple[int, int, int], filters: int, key: str) -> Any:
    conv = {"filter_num": filters, "filter_size": 1, "pad": 0, "stride": 1}
    return student.SimpleConvNet(input_dim, conv, 4, 2).params[key].shape


@shape.cell
def shape_cell(_: Index, input_dim: tuple[int, int, int], filters: int, key: str) -> str:
    C, H, _ = input_dim
    size = (H - 2) // 2 + 1
    return {
        "W1": f"(FN, C, FH, FW) = ({filters}, {C}, 1, 1)",
        "W2": f"{filters}*{size}*{size} = {filters * size * size} numbers go to 4 hidden ones",
        "b3": "one bias for each of 2 outputs",
    }[key]


@small(filters=1, stride=2, pad=0)
@small(filters=1, stride=1, pad=1)
def conv_param(student: Any, filters: int, stride: int, pad: int) -> Any:
    conv = {"filter_num": filters, "filter_size": 1, "pad": pad, "stride": stride}
    net = student.SimpleConvNet((1, 4, 4), conv, 1, 2, 0.0)
    return net.predict(np.zeros((1, 1, 4, 4)))


@conv_param.cell
def conv_param_cell(index: Index, filters: int, stride: int, pad: int) -> str:
    return "every weight is 0: score = 0" if index else "N = 1, output_size = 2: 1 x 2"


@small(filters=1)
def by_name(student: Any, filters: int) -> Any:
    conv = {"filter_num": filters, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet(input_dim=(1, 2, 2), conv_param=conv)
    return len(net.params)


@small(key="W3")
def deviation(student: Any, key: str) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    return np.abs(net.params[key])


@deviation.cell
def deviation_cell(index: Index, key: str) -> str:
    return "random number * weight_init_std = random number * 0 = 0" if index else "1 x 2"


@small()
def names(student: Any) -> Any:
    return " ".join(sorted(student.SimpleConvNet().params))


@small()
def order(student: Any) -> Any:
    return " ".join(student.SimpleConvNet().layers)


@small(N=1)
def scores(student: Any, N: int) -> Any:
    net = student.SimpleConvNet(weight_init_std=0.0)
    return net.predict(np.zeros((N, 1, 28, 28)))


@scores.cell
def scores_cell(index: Index, N: int) -> str:
    return "every weight is 0: score = 0" if index else f"N = {N}, output_size = 10: {N} x 10"


@small(b=np.array([-1.0]), W=np.array([[1.0, 2.0]]))
def activation(student: Any, b: np.ndarray, W: np.ndarray) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    net.layers["Affine1"].b = b
    net.layers["Affine2"].W = W
    return net.predict(np.zeros((1, 1, 2, 2)))


@activation.cell
def activation_cell(index: Index, b: np.ndarray, W: np.ndarray) -> str:
    if index is None:
        return "N = 1, output_size = 2: 1 x 2"
    return f"relu({b[0]:g})*{W[0, index[1]]:g} = 0*{W[0, index[1]]:g} = 0"


@small(t=np.array([3]))
def loss(student: Any, t: np.ndarray) -> Any:
    net = student.SimpleConvNet(weight_init_std=0.0)
    return net.loss(np.zeros((1, 1, 28, 28)), t)


@loss.cell
def loss_cell(_: Index, t: np.ndarray) -> str:
    return f"ten equal scores, each with probability 1/10: -log(1/10) = {np.log(10):.6g}"


@small(t=np.array([0, 1, 0]))
def accuracy(student: Any, t: np.ndarray) -> Any:
    net = student.SimpleConvNet(weight_init_std=0.0)
    return net.accuracy(np.zeros((3, 1, 28, 28)), t)


@accuracy.cell
def accuracy_cell(_: Index, t: np.ndarray) -> str:
    return f"equal scores, so argmax is 0; t is 0 in 2 of 3: 2/3 = {2 / 3:.6g}"


@small(N=101)
def accuracy_of_many(student: Any, N: int) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    return net.accuracy(np.zeros((N, 1, 2, 2)), np.zeros(N, int))


@accuracy_of_many.cell
def accuracy_of_many_cell(_: Index, N: int) -> str:
    return f"equal scores, so argmax is 0, and t is 0: {N}/{N} = 1"


@small(t=np.array([0, 0]), key="b3")
@small(t=np.array([0, 1]), key="W2")
def gradient(student: Any, t: np.ndarray, key: str) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    return net.gradient(np.zeros((2, 1, 2, 2)), t)[key]


@gradient.cell
def gradient_cell(index: Index, t: np.ndarray, key: str) -> str | None:
    if index is None:
        return f"a gradient has the shape of its parameter {key}"
    if key == "W2":
        return "every image and every weight is 0: dW2 = 0"
    terms = [f"(1/2 - {int(each == index[0])})" for each in t]
    value = float(np.mean(0.5 - (t == index[0])))
    return f"mean of y - t: ({' + '.join(terms)}) / {len(t)} = {value:g}"


@small(b=np.array([-1.0]), W=np.array([[1.0, 2.0]]), t=np.array([0]))
def stopped(student: Any, b: np.ndarray, W: np.ndarray, t: np.ndarray) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    net.layers["Affine1"].b = b
    net.layers["Affine2"].W = W
    return net.gradient(np.zeros((1, 1, 2, 2)), t)["b2"]


@stopped.cell
def stopped_cell(index: Index, b: np.ndarray, W: np.ndarray, t: np.ndarray) -> str | None:
    return f"ReLU stopped {b[0]:g}, so it stops the gradient: db2 = 0" if index else None


@small(t=np.array([0]))
def after_gradient(student: Any, t: np.ndarray) -> Any:
    net = student.SimpleConvNet(weight_init_std=0.0)
    net.gradient(np.zeros((1, 1, 28, 28)), t)
    return net.params["b3"]


@after_gradient.cell
def after_gradient_cell(index: Index, t: np.ndarray) -> str | None:
    return "gradient changes no parameter: b3 = 0" if index else None


@small(t=np.array([0]))
def after_differences(student: Any, t: np.ndarray) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    net.numerical_gradient(np.zeros((1, 1, 2, 2)), t)
    return net.params["b3"]


@after_differences.cell
def after_differences_cell(index: Index, t: np.ndarray) -> str | None:
    return "every number is put back: b3 = 0" if index else None


@small(W=np.array([[[[0.0, 1.0]]], [[[0.0, 2.0]]]]))
@small(W=np.array([[[[1.0, 2.0]]], [[[4.0, 3.0]]], [[[5.0, 6.0]]]]))
def tiles(student: Any, W: np.ndarray) -> Any:
    return student.filter_grid(W)


@tiles.cell
def tiles_cell(index: Index, W: np.ndarray) -> str | None:
    FN = len(W)
    columns = int(np.ceil(np.sqrt(FN)))
    if index is None:
        rows = int(np.ceil(FN / columns))
        return f"{rows} rows, {columns} columns: {rows}*2+1 = {rows * 2 + 1} x {columns * 3 + 1}"
    row, column = index
    n, place = row // 2 * columns + column // 3, column % 3 - 1
    if row % 2 == 0 or place < 0 or n >= FN:
        return f"grid[{row}, {column}]: no filter here = 0"
    tile = W[n, 0, 0]
    value = (tile[place] - tile.min()) / np.ptp(tile)
    scaled = f"({tile[place]:g} - {tile.min():g}) / ({tile.max():g} - {tile.min():g})"
    return f"grid[{row}, {column}] = {scaled} = {value:g}"
