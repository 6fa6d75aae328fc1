"""Hidden checks of exercise simple_convnet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pytest

from grader.checks import (
    CheckFailed,
    Generator,
    Student,
    Tell,
    Text,
    assign,
    check,
    expect_close,
    expect_equal,
    expect_gradient,
    expect_shape,
)
from grader.errors import WorkerError
from solutions.assignment5.checks import learning
from solutions.assignment5.simple_convnet import SimpleConvNet as Reference
from solutions.assignment5.simple_convnet import filter_grid as reference_grid

Params = dict[str, np.ndarray]
Config = tuple[tuple[int, int, int], dict[str, int], int, int, float]
KEYS = ("W1", "b1", "W2", "b2", "W3", "b3")
LAYERS = ["Conv1", "Relu1", "Pool1", "Affine1", "Relu2", "Affine2"]


def config(
    input_dim: tuple[int, int, int] = (1, 6, 6),
    filters: tuple[int, int] = (3, 3),
    *,
    pad: int = 0,
    stride: int = 1,
    std: float = 0.5,
) -> Config:
    """Arguments of a small network with 5 hidden units and 4 classes; `filters`: number, size."""
    number, size = filters
    conv_param = {"filter_num": number, "filter_size": size, "pad": pad, "stride": stride}
    return input_dim, conv_param, 5, 4, std


def by_name(got: Any, expected: Params) -> Params:
    """The student's arrays by our names; whether theirs are written so, another check asks."""
    if type(got) is not dict:
        raise CheckFailed(
            Text(
                en="A dict with the keys W1, b1, W2, b2, W3, b3 is expected here.",
                ko="키가 W1, b1, W2, b2, W3, b3인 딕셔너리여야 합니다.",
            )
        )
    theirs = {name.lower(): value for name, value in got.items()}
    for name, array in expected.items():
        if name.lower() not in theirs:
            raise CheckFailed(
                Text(en=f"The key {name} is missing.", ko=f"키 {name}: 찾을 수 없습니다.")
            )
        expect_shape(theirs[name.lower()], array.shape)
    return {name: theirs[name.lower()] for name in expected}


def write(net: Student, params: Params) -> None:
    """Put these numbers into the arrays that the student's network has."""
    theirs = net.params
    by_name(theirs, params)
    names = {name.lower(): name for name in theirs}
    assign(net, "params", {names[key.lower()]: value for key, value in params.items()})


def twins(student: Student, arguments: Config) -> tuple[Student, Reference]:
    """The student's network, and the reference with the same weights.

    The weights are the student's own, so that a network whose layers hold copies of them loses
    nothing here. Writing them back changes nothing; it tells a diagnosis where to start from.
    """
    net, reference = student.SimpleConvNet(*arguments), Reference(*arguments)
    weights = by_name(net.params, reference.params)
    write(net, weights)
    for key, value in weights.items():
        reference.params[key][...] = value
    return net, reference


def expect_shapes(net: Student, arguments: Config, keys: Sequence[str]) -> None:
    """The named parameters have the reference's shapes."""
    reference = Reference(*arguments)
    by_name(net.params, {key: reference.params[key] for key in keys})


def expect_normal(params: Params, key: str, std: float) -> None:
    """Mean 0 and this deviation: in thousands of numbers, six of its errors fit the tolerance."""
    weights = params[key]
    expect_close(float(weights.mean()) + std, std, tolerance=0.15, name=f"{key}.mean()")
    expect_close(float(weights.std()), std, tolerance=0.1, name=f"{key}.std()")


def expect_names(got: list[str], expected: list[str], call: str) -> None:
    """Names that the statement prescribes."""
    expect_equal(got, expected, call=call)


def gradients(
    student: Student, rng: Generator, keys: Sequence[str]
) -> tuple[Params, dict[str, np.ndarray]]:
    """The named gradients of one batch, the student's and the reference's."""
    net, reference = twins(student, config((2, 6, 6)))
    x, t = rng.normal(size=(5, 2, 6, 6)), rng.integers(4, size=5)
    expected = reference.gradient(x, t)
    return by_name(net.gradient(x, t), {key: expected[key] for key in keys}), expected


def smooth_case(rng: Generator) -> tuple[Config, Params, np.ndarray, np.ndarray]:
    """A tiny network with its weights, and a batch on which no maximum or ReLU switches nearby.

    There, and only there, finite differences are gradients.
    """
    arguments = config((2, 4, 4), (2, 3))
    for _ in range(1000):
        reference = Reference(*arguments)
        for value in reference.params.values():
            value[...] = rng.normal(size=value.shape)
        x, t = rng.normal(size=(3, 2, 4, 4)), rng.integers(4, size=3)
        exact, differences = reference.gradient(x, t), reference.numerical_gradient(x, t)
        is_smooth = all(np.allclose(exact[k], differences[k], 1e-5, 1e-6) for k in KEYS)
        if is_smooth and all(np.abs(exact[key]).max() > 0.01 for key in KEYS):
            return arguments, reference.params, x, t
    raise AssertionError("no smooth case in a thousand")


def train(
    student: Student, lesson: learning.Lesson, rng: Generator, tell: Tell
) -> tuple[Params, Params, float]:
    """The student's network learns; its numbers before and after, and the accuracy it reaches."""
    net = student.SimpleConvNet(*lesson.network)
    start = by_name(net.params, Reference(*lesson.network).params)
    write(net, start)  # what a diagnosis needs, as in `twins`

    def gradient(x: np.ndarray, t: np.ndarray) -> Params:
        grads = by_name(net.gradient(x, t), start)
        if not all(np.abs(value).max() < 1e6 for value in grads.values()):
            raise CheckFailed(
                Text(
                    en="The gradients grow without end: training went away from the minimum.",
                    ko="기울기가 끝없이 커집니다. 학습이 최솟값에서 멀어졌어요.",
                )
            )
        return grads

    def predict(x: np.ndarray) -> np.ndarray:
        scores: np.ndarray = net.predict(x)
        expect_shape(scores, (len(x), 10), axes="nk")
        return scores

    batches = tell.steps(lesson.batches(rng), lesson.steps)
    end = lesson.descend(start, gradient, partial(write, net), batches)
    return start, end, lesson.accuracy(predict)


def expect_accuracy(reached: float, lesson: learning.Lesson) -> None:
    """As much of the test images is classified rightly as the lesson asks for."""
    if reached < lesson.required:
        raise CheckFailed(
            Text(
                en=f"After training {reached:.0%} of the new images are right, expected at least "
                f"{lesson.required:.0%}.",
                ko=f"학습한 뒤 처음 보는 이미지의 정답률: {reached:.0%}, 기준: "
                f"{lesson.required:.0%} 이상.",
            )
        )


def show_filters(student: Student, tell: Tell, before: np.ndarray, after: np.ndarray) -> None:
    """Pictures of the first layer, drawn by the student's own filter_grid.

    Whether that is right other checks ask; where it is not, nothing is drawn and nothing lost.
    """
    titles = (
        Text(en="Your filters before training", ko="학습하기 전의 필터"),
        Text(en="Your filters after training", ko="학습한 뒤의 필터"),
    )
    try:
        pictures = [student.filter_grid(W) for W in (before, after)]
        for picture, W in zip(pictures, (before, after), strict=True):
            expect_close(picture, reference_grid(W), axes="hw")
    except (CheckFailed, WorkerError):
        return
    for title, picture in zip(titles, pictures, strict=True):
        tell.picture(title, picture)


@check(
    points=0.5,
    hint=Text(
        en="Six entries: W and b of the convolution, of the first and of the second affine layer. "
        "Mind capital and small letters.",
        ko="합성곱, 첫 번째 Affine, 두 번째 Affine의 W와 b, 모두 여섯 개입니다. 대문자와 소문자를 "
        "구별하세요.",
    ),
)
def test_parameter_names(student: Student) -> None:
    """The dict params has the keys W1, b1, W2, b2, W3, b3.

    params의 키는 W1, b1, W2, b2, W3, b3입니다.
    """
    params = student.SimpleConvNet(*config(std=0.0)).params
    by_name(params, {})
    expect_names(sorted(params), sorted(KEYS), "sorted(net.params)")


@check(
    points=0.5,
    hint=Text(
        en="(FN, C, FH, FW), with C from input_dim, and one bias a filter.",
        ko="(FN, C, FH, FW)이고 C는 input_dim에서 가져옵니다. 편향은 필터마다 하나입니다.",
    ),
)
def test_filters_shape(student: Student) -> None:
    """W1 and b1 have the shapes of the filters and their biases.

    W1과 b1의 형상이 필터와 그 편향에 맞습니다.
    """
    arguments = config((3, 7, 7), (6, 4), std=0.0)
    expect_shapes(student.SimpleConvNet(*arguments), arguments, ("W1", "b1"))


@check(
    points=0.5,
    hint=Text(
        en="W2 takes everything that pooling leaves of one image, flattened, to hidden_size "
        "numbers; W3 takes those to output_size.",
        ko="W2는 이미지 한 장이 풀링을 지나 남은 값을 모두 펼쳐 hidden_size개로, W3는 그것을 "
        "output_size개로 보냅니다.",
    ),
)
def test_affine_shapes(student: Student) -> None:
    """W2, b2, W3 and b3 have the shapes of the affine layers.

    W2, b2, W3, b3의 형상이 Affine 계층에 맞습니다.
    """
    for arguments in (config(std=0.0), config((1, 9, 9), pad=1, stride=2, std=0.0)):
        net = student.SimpleConvNet(*arguments)
        expect_shapes(net, arguments, ("b2", "W3", "b3"))
        if arguments[1]["stride"] == 1:
            expect_shapes(net, arguments, ("W2",))


@check(
    points=0.5,
    hint=Text(
        en="Pooling rounds down: 5 becomes 2, and 2 x 2 places are not 6.25. Use // and the "
        "formula of exercise A.",
        ko="풀링의 출력 크기는 내림입니다. 5는 2가 되고, 2 x 2자리는 6.25개가 아니에요. //를 쓰고 "
        "연습 문제 A의 식을 따르세요.",
    ),
)
def test_odd_sizes(student: Student, rng: Generator) -> None:
    """It works where the pooling windows do not fill the image.

    풀링 윈도가 이미지를 다 채우지 못하는 크기에서도 동작합니다.
    """
    for arguments in (config((1, 7, 7)), config((1, 8, 8), stride=2)):
        expect_shapes(student.SimpleConvNet(*arguments), arguments, ("W2",))
        net, reference = twins(student, arguments)
        x = rng.normal(size=(2, *arguments[0]))
        expect_close(net.predict(x), reference.predict(x))


@check(
    points=0.5,
    hint=Text(
        en="Normal random numbers times weight_init_std; the biases begin at zero.",
        ko="정규분포 난수에 weight_init_std를 곱하세요. 편향은 0에서 시작합니다.",
    ),
)
def test_initial_values(student: Student) -> None:
    """Weights begin as small random numbers, biases as 0.

    가중치는 작은 난수로, 편향은 0으로 시작합니다.
    """
    conv_param = {"filter_num": 30, "filter_size": 5, "pad": 0, "stride": 1}
    arguments = (3, 12, 12), conv_param, 60, 40, 0.2
    params = by_name(student.SimpleConvNet(*arguments).params, Reference(*arguments).params)
    for key, value in params.items():
        if key.startswith("W"):
            expect_normal(params, key, 0.2)
        elif value.any():
            raise CheckFailed(
                Text(en=f"{key} does not begin at 0.", ko=f"{key}: 0에서 시작하지 않습니다.")
            )


@check(
    points=0.5,
    hint=Text(
        en="Compare your def line with the stub's, name by name and default by default.",
        ko="def 줄의 이름과 기본값을 처음 받은 파일과 하나씩 견주어 보세요.",
    ),
)
def test_signature(student: Student) -> None:
    """The arguments have their names and their defaults.

    인수의 이름과 기본값이 주어진 대로입니다.
    """
    names = ("input_dim", "conv_param", "hidden_size", "output_size", "weight_init_std")
    arguments = config(std=0.0)
    net = student.SimpleConvNet(**dict(zip(names, arguments, strict=True)))
    expect_shapes(net, arguments, ("W2", "W3"))
    params = by_name(student.SimpleConvNet().params, Reference().params)
    expect_normal(params, "W2", 0.01)


@check(
    points=0.5,
    hint=Text(
        en="A dict keeps the order in which it was filled, and predict follows it.",
        ko="딕셔너리는 채워 넣은 순서를 지키고, predict는 그 순서를 따릅니다.",
    ),
)
def test_layers(student: Student) -> None:
    """The dict layers holds the six layers in their order, and there is a last_layer.

    layers에 여섯 계층이 순서대로 들어 있고 last_layer가 있습니다.
    """
    net = student.SimpleConvNet(*config(std=0.0))
    layers, _ = net.layers, net.last_layer
    if type(layers) is not dict:
        raise CheckFailed(Text(en="layers is no dict.", ko="layers가 딕셔너리가 아닙니다."))
    got = ["Pool1" if name == "pool1" else name for name in layers]
    expect_names(got, LAYERS, "list(net.layers)")


@check(
    points=1,
    hint=Text(
        en="Each layer takes what the one before returned. The softmax is in last_layer: predict "
        "ends with the raw scores.",
        ko="계층마다 바로 앞 계층이 돌려준 값을 받습니다. 소프트맥스는 last_layer에 있으니 "
        "predict는 점수를 그대로 돌려주세요.",
    ),
)
def test_predict(student: Student, rng: Generator) -> None:
    """The scores of a batch are what the six layers make of it.

    predict는 배치가 여섯 계층을 차례로 지나 나온 점수를 돌려줍니다.
    """
    net, reference = twins(student, config())
    x = rng.normal(size=(4, 1, 6, 6))
    expect_close(net.predict(x), reference.predict(x), axes="nk")


@check(
    points=0.5,
    hint=Text(
        en="input_dim begins with the number of channels; every filter has that many.",
        ko="input_dim의 첫 값이 채널 수입니다. 필터마다 그만큼의 채널이 있어야 합니다.",
    ),
)
def test_channels(student: Student, rng: Generator) -> None:
    """Images may have several channels.

    이미지에 채널이 여러 개 있어도 됩니다.
    """
    net, reference = twins(student, config((3, 6, 6)))
    x = rng.normal(size=(2, 3, 6, 6))
    expect_close(net.predict(x), reference.predict(x), axes="nk")


@check(
    points=0.5,
    hint=Text(
        en="stride and pad of conv_param belong into two places: the size of W2 and the "
        "convolution itself.",
        ko="conv_param의 stride와 pad는 W2의 크기를 구할 때와 합성곱 계층을 만들 때, 두 곳에 모두 "
        "필요합니다.",
    ),
)
def test_stride_and_padding(student: Student, rng: Generator) -> None:
    """The convolution has the stride and the padding it was given.

    합성곱 계층이 주어진 스트라이드와 패딩을 씁니다.
    """
    sizes = config(pad=2), config((1, 9, 9), stride=2), config((1, 8, 8), pad=2, stride=3)
    for arguments in sizes:  # the pooling windows fill all of these: another check asks for more
        net, reference = twins(student, arguments)
        x = rng.normal(size=(2, *arguments[0]))
        expect_close(net.predict(x), reference.predict(x), axes="nk")


@check(
    points=0.5,
    after="test_predict",
    hint=Text(
        en="last_layer.forward takes the scores of predict and the right answers.",
        ko="last_layer.forward에 predict의 점수와 정답을 넘기세요.",
    ),
)
def test_loss(student: Student, rng: Generator) -> None:
    """The loss is the mean cross-entropy of the scores.

    손실은 점수의 교차 엔트로피 평균입니다.
    """
    net, reference = twins(student, config())
    x, t = rng.normal(size=(4, 1, 6, 6)), rng.integers(4, size=4)
    expect_close(net.loss(x, t), reference.loss(x, t))


@check(
    points=0.5,
    after="test_predict",
    hint=Text(
        en="One-hot rows and class ids say the same; the given last layer takes both.",
        ko="원-핫 행과 클래스 번호는 같은 뜻입니다. 주어진 마지막 계층은 둘 다 받습니다.",
    ),
)
def test_loss_one_hot(student: Student, rng: Generator) -> None:
    """The right answers may be one-hot rows.

    정답을 원-핫으로 주어도 됩니다.
    """
    net, reference = twins(student, config())
    x, t = rng.normal(size=(4, 1, 6, 6)), rng.integers(4, size=4)
    expect_close(net.loss(x, np.eye(4)[t]), reference.loss(x, t))


@check(
    points=0.5,
    hint=Text(
        en="Compare the position of the largest score with the class, one-hot or not, and divide "
        "by N.",
        ko="점수가 가장 큰 자리와 정답 클래스를 견주고 N으로 나누세요. 정답은 원-핫일 수도 "
        "있습니다.",
    ),
)
def test_accuracy(student: Student, rng: Generator) -> None:
    """The accuracy is the part of the images that are classified rightly.

    정확도는 바르게 분류한 이미지의 비율입니다.
    """
    net, reference = twins(student, config((1, 4, 4)))
    x = rng.normal(size=(100, 1, 4, 4))
    t = reference.predict(x).argmax(axis=1)
    t[:35] = (t[:35] + 1) % 4
    expect_close(net.accuracy(x, t), 65 / 100)
    expect_close(net.accuracy(x, np.eye(4)[t]), 65 / 100)


@check(
    points=0.5,
    hint=Text(
        en="If you go through the images in slices, the last slice may be smaller; it counts too.",
        ko="이미지를 나누어 처리한다면 마지막 묶음이 작을 수 있습니다. 그것도 세어야 해요.",
    ),
)
def test_accuracy_of_many(student: Student, rng: Generator) -> None:
    """Every image counts in the accuracy, however many there are.

    이미지가 몇 장이든 정확도에 모두 셉니다.
    """
    net, reference = twins(student, config((1, 4, 4)))
    x = rng.normal(size=(230, 1, 4, 4))
    t = reference.predict(x).argmax(axis=1)
    t[:50] = (t[:50] + 1) % 4
    expect_close(net.accuracy(x, t), 180 / 230)


@check(
    points=0.5,
    hint=Text(
        en="Backpropagation begins at last_layer.backward(); Affine2 comes next and stores dW and "
        "db.",
        ko="역전파는 last_layer.backward()에서 시작합니다. 그다음이 Affine2이고, dW와 db를 "
        "저장해요.",
    ),
)
def test_gradient_affine2(student: Student, rng: Generator) -> None:
    """The gradients of W3 and b3 are right.

    W3와 b3의 기울기가 맞습니다.
    """
    got, expected = gradients(student, rng, ("W3", "b3"))
    expect_close(got["W3"], expected["W3"])
    expect_close(got["b3"], expected["b3"])


@check(
    points=0.5,
    hint=Text(
        en="Go through the layers from the last to the first; each takes what the one behind it "
        "returned.",
        ko="계층을 마지막부터 처음까지 거꾸로 지나가세요. 계층마다 바로 뒤 계층이 돌려준 값을 "
        "받습니다.",
    ),
)
def test_gradient_affine1(student: Student, rng: Generator) -> None:
    """The gradients of W2 and b2 are right.

    W2와 b2의 기울기가 맞습니다.
    """
    got, expected = gradients(student, rng, ("W2", "b2"))
    expect_close(got["W2"], expected["W2"])
    expect_close(got["b2"], expected["b2"])


@check(
    points=1,
    hint=Text(
        en="Every layer takes part on the way back, ReLU and pooling too; at the end Conv1 has dW "
        "and db.",
        ko="되돌아올 때는 ReLU와 풀링까지 모든 계층을 지납니다. 마지막에 Conv1에 dW와 db가 남아요.",
    ),
)
def test_gradient_convolution(student: Student, rng: Generator) -> None:
    """The gradients of the filters W1 and of b1 are right.

    필터 W1과 b1의 기울기가 맞습니다.
    """
    got, expected = gradients(student, rng, ("W1", "b1"))
    expect_close(got["W1"], expected["W1"], axes="fchw")
    expect_close(got["b1"], expected["b1"], axes="f")


@check(
    points=0.5,
    hint=Text(
        en="backward relies on what the layers kept of the last forward: gradient has to run the "
        "batch forward itself.",
        ko="backward는 계층이 마지막 forward에서 저장한 값을 씁니다. gradient 안에서 그 배치로 "
        "순전파부터 하세요.",
    ),
)
def test_gradient_of_its_batch(student: Student, rng: Generator) -> None:
    """The gradient belongs to the batch it is asked for, whatever ran before.

    앞서 무엇을 계산했든, 기울기는 지금 받은 배치의 것입니다.
    """
    net, reference = twins(student, config())
    net.loss(rng.normal(size=(3, 1, 6, 6)), rng.integers(4, size=3))
    x, t = rng.normal(size=(3, 1, 6, 6)), rng.integers(4, size=3)
    expected = {"W3": reference.gradient(x, t)["W3"]}
    expect_close(by_name(net.gradient(x, t), expected)["W3"], expected["W3"])


@check(
    points=0.5,
    hint=Text(
        en="gradient only reports: the training loop is what changes params.",
        ko="gradient는 기울기를 알려 주기만 합니다. params를 바꾸는 일은 학습 루프가 해요.",
    ),
)
def test_gradient_twice(student: Student, rng: Generator) -> None:
    """Asked twice, gradient answers the same.

    같은 배치로 두 번 부르면 같은 기울기가 나옵니다.
    """
    net, reference = twins(student, config())
    x, t = rng.normal(size=(3, 1, 6, 6)), rng.integers(4, size=3)
    net.gradient(x, t)
    expected = {"W3": reference.gradient(x, t)["W3"]}
    expect_close(by_name(net.gradient(x, t), expected)["W3"], expected["W3"])


@check(
    points=0.5,
    after="test_predict",
    hint=Text(
        en="Give the layers the arrays of params themselves, not copies; then params['W1'] -= ... "
        "reaches them.",
        ko="계층에 params의 배열을 복사하지 말고 그대로 넘기세요. 그래야 params['W1'] -= ... 가 "
        "계층에도 닿습니다.",
    ),
)
def test_shared_parameters(student: Student, rng: Generator) -> None:
    """What is written into the arrays of params changes the scores.

    params의 배열에 값을 써 넣으면 점수가 달라집니다.
    """
    net, reference = twins(student, config())
    for value in reference.params.values():
        value[...] = rng.normal(size=value.shape)
    write(net, reference.params)
    x = rng.normal(size=(4, 1, 6, 6))
    expect_close(net.predict(x), reference.predict(x), axes="nk")


@check(
    points=0.5,
    after="test_shared_parameters",
    hint=Text(
        en="Change a weight a little and see how the loss moves: gradient says the same.",
        ko="가중치를 아주 조금 바꾸고 손실이 얼마나 변하는지 보세요. gradient와 같아야 합니다.",
    ),
)
def test_gradient_of_your_loss(student: Student, rng: Generator) -> None:
    """Your gradient is the gradient of your loss.

    gradient가 loss의 기울기와 일치합니다.
    """
    arguments, params, x, t = smooth_case(rng)
    net = student.SimpleConvNet(*arguments)
    write(net, params)
    grads = by_name(net.gradient(x, t), params)
    for key, value in params.items():

        def loss(changed: np.ndarray, key: str = key) -> Any:
            write(net, {key: changed})
            return net.loss(x, t)

        one = np.ones(())
        expect_gradient(
            loss, at=value, gradient=grads[key], cotangent=one, rng=rng, directions=1, of=key
        )
        write(net, {key: value})


@check(
    points=0.5,
    after="test_shared_parameters",
    hint=Text(
        en="(loss(p + h) - loss(p - h)) / 2h for every number p of every parameter; put p back "
        "before you go on.",
        ko="모든 매개변수의 모든 숫자 p에 대해 (loss(p + h) - loss(p - h)) / 2h를 구하세요. "
        "다음으로 넘어가기 전에 p를 되돌려 놓아야 합니다.",
    ),
)
def test_finite_differences(student: Student, rng: Generator) -> None:
    """The numerical gradient agrees with backpropagation, for every parameter.

    모든 매개변수에서 수치 미분이 역전파와 일치합니다.
    """
    arguments, params, x, t = smooth_case(rng)
    net, reference = student.SimpleConvNet(*arguments), Reference(*arguments)
    write(net, params)
    for key, value in params.items():
        reference.params[key][...] = value
    expected = reference.gradient(x, t)
    got = by_name(net.numerical_gradient(x, t), expected)
    for key in KEYS:
        expect_close(got[key], expected[key], tolerance=1e-4)
    expect_close(net.predict(x), reference.predict(x), axes="nk")


@check(
    points=2,
    after="test_shared_parameters",
    alone=True,
    hint=Text(
        en=f"The grader takes {learning.DIGITS.steps} steps params[key] -= "
        f"{learning.DIGITS.rate} * gradient[key] on batches of {learning.DIGITS.batch} digits, "
        "then asks for the scores of 200 others. Are the gradients right, and those of the mean "
        "loss?",
        ko=f"채점기가 숫자 이미지 {learning.DIGITS.batch}장씩 {learning.DIGITS.steps}번, "
        f"params[key] -= {learning.DIGITS.rate} * gradient[key]로 학습한 다음 다른 200장의 점수를 "
        "묻습니다. 기울기가 맞는지, 손실 평균의 기울기인지 확인하세요.",
    ),
)
def test_learns_digits(student: Student, rng: Generator, tell: Tell) -> None:
    """The network learns to read digits: 80 % of new ones are right.

    신경망이 숫자를 읽는 법을 배웁니다. 처음 보는 숫자도 80 % 넘게 맞힙니다.
    """
    before, after, reached = train(student, learning.DIGITS, rng, tell)
    show_filters(student, tell, before["W1"], after["W1"])
    expect_accuracy(reached, learning.DIGITS)


@check(
    points=0.5,
    hint=Text(
        en="ceil(sqrt(FN)) columns; filter n lies in row n // columns and column n % columns. One "
        "pixel of 0 around every tile.",
        ko="열은 ceil(sqrt(FN))개이고, n번 필터는 n // columns행 n % columns열에 놓입니다. "
        "타일마다 둘레에 0을 한 픽셀씩 둡니다.",
    ),
)
def test_filter_grid(student: Student, rng: Generator) -> None:
    """The filters lie row by row in a grid that is nearly square.

    필터를 정사각형에 가까운 격자에 행 순서로 놓습니다.
    """
    for FN in (5, 6, 9, 1):
        W = rng.normal(size=(FN, 1, 3, 2))
        expect_close(student.filter_grid(W), reference_grid(W), axes="hw")


@check(
    points=0.5,
    hint=Text(
        en="Take the mean over the channels first, then bring each tile to 0 to 1 by its own "
        "smallest and largest number. Equal numbers would divide by zero: they become 0.",
        ko="먼저 채널에 대해 평균하고, 타일마다 자신의 최솟값과 최댓값으로 0과 1 사이에 맞추세요. "
        "값이 모두 같으면 0으로 나누게 되므로 0으로 둡니다.",
    ),
)
def test_filter_grid_scale(student: Student, rng: Generator) -> None:
    """Each filter is averaged over its channels and scaled to 0 to 1 by itself.

    필터마다 채널 평균을 구하고, 따로따로 0과 1 사이로 맞춥니다.
    """
    W = 0.01 * rng.normal(size=(3, 3, 2, 3))
    W[1] = 0.25
    W[2] *= 1000
    expect_close(student.filter_grid(W), reference_grid(W), axes="hw")


@check(
    points=0,  # what a machine has installed must not decide on points
    after="test_learns_digits",
    unaided=True,
    hint=Text(
        en="The images are 28 x 28, the filters 6 x 6 with stride 2. What learns the digits learns "
        "these too, unless a size or the stride is written down as a number.",
        ko="이미지는 28 x 28, 필터는 6 x 6, 스트라이드는 2입니다. 숫자를 배운 신경망이라면 이것도 "
        "배웁니다. 크기나 스트라이드를 숫자로 박아 넣지 않았는지 보세요.",
    ),
)
def test_learns_clothes(student: Student, rng: Generator, tell: Tell) -> None:
    """For no points: it learns the clothes of Fashion-MNIST, where these data are installed.

    점수 없음: Fashion-MNIST 자료가 설치된 곳에서는 옷 그림도 배웁니다.
    """
    try:
        learning.clothes()
    except learning.NotInstalledError:
        pytest.skip(
            "Fashion-MNIST is not installed on the machine that graded (Debian's package "
            "dataset-fashion-mnist), so the network was trained on the digits alone.\n\n"
            "채점한 컴퓨터에 Fashion-MNIST(데비안 패키지 dataset-fashion-mnist)가 없어서 숫자로만 "
            "학습했습니다."
        )
    _, _, reached = train(student, learning.CLOTHES, rng, tell)
    expect_accuracy(reached, learning.CLOTHES)
