"""Small cases of exercise simple_convnet, which students may see.

With `weight_init_std` 0 every weight is 0, and so is every score: what a network does then can
be worked out without a single product.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.diagnosis import small
from grader.text import Text

Index = tuple[int, ...] | None
ZERO = Text(en="every weight is 0: score = 0", ko="가중치가 모두 0이므로 점수 = 0")
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
def shape_cell(_: Index, input_dim: tuple[int, int, int], filters: int, key: str) -> Text:
    C, H, _ = input_dim
    size = (H - 2) // 2 + 1
    flat = f"{filters}*{size}*{size} = {filters * size * size}"
    return {
        "W1": Text.same(f"(FN, C, FH, FW) = ({filters}, {C}, 1, 1)"),
        "W2": Text(
            en=f"{flat} numbers go to 4 hidden ones",
            ko=f"수 {flat}개가 은닉 유닛 4개로 들어갑니다",
        ),
        "b3": Text(en="one bias for each of 2 outputs", ko="출력 2개에 편향이 하나씩입니다"),
    }[key]


@small(filters=1, stride=2, pad=0)
@small(filters=1, stride=1, pad=1)
def conv_param(student: Any, filters: int, stride: int, pad: int) -> Any:
    conv = {"filter_num": filters, "filter_size": 1, "pad": pad, "stride": stride}
    net = student.SimpleConvNet((1, 4, 4), conv, 1, 2, 0.0)
    return net.predict(np.zeros((1, 1, 4, 4)))


@conv_param.cell
def conv_param_cell(index: Index, filters: int, stride: int, pad: int) -> Text | str:
    return ZERO if index else "N = 1, output_size = 2: 1 x 2"


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
def deviation_cell(index: Index, key: str) -> Text | str:
    if index is None:
        return "1 x 2"
    return Text(
        en="random number * weight_init_std = random number * 0 = 0",
        ko="난수 * weight_init_std = 난수 * 0 = 0",
    )


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
def scores_cell(index: Index, N: int) -> Text | str:
    return ZERO if index else f"N = {N}, output_size = 10: {N} x 10"


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
def loss_cell(_: Index, t: np.ndarray) -> Text:
    value = f"-log(1/10) = {np.log(10):.6g}"
    return Text(
        en=f"ten equal scores, each with probability 1/10: {value}",
        ko=f"점수 10개가 모두 같아 확률이 각각 1/10이므로 {value}",
    )


@small(t=np.array([0, 1, 0]))
def accuracy(student: Any, t: np.ndarray) -> Any:
    net = student.SimpleConvNet(weight_init_std=0.0)
    return net.accuracy(np.zeros((3, 1, 28, 28)), t)


@accuracy.cell
def accuracy_cell(_: Index, t: np.ndarray) -> Text:
    value = f"2/3 = {2 / 3:.6g}"
    return Text(
        en=f"equal scores, so argmax is 0; t is 0 in 2 of 3: {value}",
        ko=f"점수가 모두 같아 argmax는 0이고, t는 3개 중 2개가 0이므로 {value}",
    )


@small(N=101)
def accuracy_of_many(student: Any, N: int) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    return net.accuracy(np.zeros((N, 1, 2, 2)), np.zeros(N, int))


@accuracy_of_many.cell
def accuracy_of_many_cell(_: Index, N: int) -> Text:
    return Text(
        en=f"equal scores, so argmax is 0, and t is 0: {N}/{N} = 1",
        ko=f"점수가 모두 같아 argmax는 0이고 t도 0이므로 {N}/{N} = 1",
    )


@small(t=np.array([0, 0]), key="b3")
@small(t=np.array([0, 1]), key="W2")
def gradient(student: Any, t: np.ndarray, key: str) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    return net.gradient(np.zeros((2, 1, 2, 2)), t)[key]


@gradient.cell
def gradient_cell(index: Index, t: np.ndarray, key: str) -> Text:
    if index is None:
        return Text(
            en=f"a gradient has the shape of its parameter {key}",
            ko=f"기울기의 형상은 매개변수 {key}의 형상과 같습니다",
        )
    if key == "W2":
        return Text(
            en="every image and every weight is 0: dW2 = 0",
            ko="이미지도 가중치도 모두 0이므로 dW2 = 0",
        )
    terms = [f"(1/2 - {int(each == index[0])})" for each in t]
    value = float(np.mean(0.5 - (t == index[0])))
    mean = f"({' + '.join(terms)}) / {len(t)} = {value:g}"
    return Text(en=f"mean of y - t: {mean}", ko=f"y - t의 평균: {mean}")


@small(b=np.array([-1.0]), W=np.array([[1.0, 2.0]]), t=np.array([0]))
def stopped(student: Any, b: np.ndarray, W: np.ndarray, t: np.ndarray) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    net.layers["Affine1"].b = b
    net.layers["Affine2"].W = W
    return net.gradient(np.zeros((1, 1, 2, 2)), t)["b2"]


@stopped.cell
def stopped_cell(index: Index, b: np.ndarray, W: np.ndarray, t: np.ndarray) -> Text | None:
    if index is None:
        return None
    return Text(
        en=f"ReLU stopped {b[0]:g}, so it stops the gradient: db2 = 0",
        ko=f"ReLU가 {b[0]:g}을 막았으니 기울기도 막습니다: db2 = 0",
    )


@small(t=np.array([0]))
def after_gradient(student: Any, t: np.ndarray) -> Any:
    net = student.SimpleConvNet(weight_init_std=0.0)
    net.gradient(np.zeros((1, 1, 28, 28)), t)
    return net.params["b3"]


@after_gradient.cell
def after_gradient_cell(index: Index, t: np.ndarray) -> Text | None:
    if index is None:
        return None
    return Text(
        en="gradient changes no parameter: b3 = 0",
        ko="gradient는 매개변수를 바꾸지 않습니다: b3 = 0",
    )


@small(t=np.array([0]))
def after_differences(student: Any, t: np.ndarray) -> Any:
    conv = {"filter_num": 1, "filter_size": 1, "pad": 0, "stride": 1}
    net = student.SimpleConvNet((1, 2, 2), conv, 1, 2, 0.0)
    net.numerical_gradient(np.zeros((1, 1, 2, 2)), t)
    return net.params["b3"]


@after_differences.cell
def after_differences_cell(index: Index, t: np.ndarray) -> Text | None:
    if index is None:
        return None
    return Text(en="every number is put back: b3 = 0", ko="바꾼 수는 모두 되돌려 놓습니다: b3 = 0")


@small(W=np.array([[[[0.0, 1.0]]], [[[0.0, 2.0]]]]))
@small(W=np.array([[[[1.0, 2.0]]], [[[4.0, 3.0]]], [[[5.0, 6.0]]]]))
def tiles(student: Any, W: np.ndarray) -> Any:
    return student.filter_grid(W)


@tiles.cell
def tiles_cell(index: Index, W: np.ndarray) -> Text | str:
    FN = len(W)
    columns = int(np.ceil(np.sqrt(FN)))
    if index is None:
        rows = int(np.ceil(FN / columns))
        size = f"{rows}*2+1 = {rows * 2 + 1} x {columns * 3 + 1}"
        return Text(
            en=f"{rows} rows, {columns} columns: {size}", ko=f"{rows}행 {columns}열: {size}"
        )
    row, column = index
    n, place = row // 2 * columns + column // 3, column % 3 - 1
    if row % 2 == 0 or place < 0 or n >= FN:
        cell = f"grid[{row}, {column}]"
        return Text(en=f"{cell}: no filter here = 0", ko=f"{cell}: 필터가 없는 자리 = 0")
    tile = W[n, 0, 0]
    value = (tile[place] - tile.min()) / np.ptp(tile)
    scaled = f"({tile[place]:g} - {tile.min():g}) / ({tile.max():g} - {tile.min():g})"
    return f"grid[{row}, {column}] = {scaled} = {value:g}"
