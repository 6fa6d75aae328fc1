import numpy as np

from convolution import Convolution
from layers import Affine, Relu, SoftmaxWithLoss
from pooling import Pooling


class SimpleConvNet:
    def __init__(self, input_dim=(1, 28, 28),
                 conv_param={"filter_num": 30, "filter_size": 5, "pad": 0, "stride": 1},
                 hidden_size=100, output_size=10, weight_init_std=0.01):
        filter_num = conv_param["filter_num"]
        filter_size = conv_param["filter_size"]
        filter_pad = conv_param["pad"]
        filter_stride = conv_param["stride"]
        input_size = input_dim[1]
        conv_output_size = (input_size - filter_size + 2 * filter_pad) // filter_stride + 1
        pool_output_size = int(filter_num * (conv_output_size // 2) * (conv_output_size // 2))

        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(filter_num, input_dim[0], filter_size, filter_size)
        self.params["b1"] = np.zeros(filter_num)
        self.params["W2"] = weight_init_std * np.random.randn(pool_output_size, hidden_size)
        self.params["b2"] = np.zeros(hidden_size)
        self.params["W3"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b3"] = np.zeros(output_size)

        self.layers = {}
        self.layers["Conv1"] = Convolution(self.params["W1"], self.params["b1"], filter_stride, filter_pad)
        self.layers["Relu1"] = Relu()
        self.layers["Pool1"] = Pooling(pool_h=2, pool_w=2, stride=2)
        self.layers["Affine1"] = Affine(self.params["W2"], self.params["b2"])
        self.layers["Relu2"] = Relu()
        self.layers["Affine2"] = Affine(self.params["W3"], self.params["b3"])
        self.last_layer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        y = self.predict(x)
        return self.last_layer.forward(y, t)

    def accuracy(self, x, t, batch_size=100):
        if t.ndim != 1:
            t = np.argmax(t, axis=1)

        acc = 0.0
        for i in range(x.shape[0] // batch_size):
            tx = x[i * batch_size:(i + 1) * batch_size]
            tt = t[i * batch_size:(i + 1) * batch_size]
            y = np.argmax(self.predict(tx), axis=1)
            acc += np.sum(y == tt)
        return acc / x.shape[0]

    def gradient(self, x, t):
        self.loss(x, t)

        dout = self.last_layer.backward(1)
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)

        grads = {}
        grads["W1"], grads["b1"] = self.layers["Conv1"].dW, self.layers["Conv1"].db
        grads["W2"], grads["b2"] = self.layers["Affine1"].dW, self.layers["Affine1"].db
        grads["W3"], grads["b3"] = self.layers["Affine2"].dW, self.layers["Affine2"].db
        return grads

    def numerical_gradient(self, x, t):
        h = 1e-4
        grads = {}
        for key in self.params:
            p = self.params[key]
            grad = np.zeros_like(p)
            for idx in np.ndindex(*p.shape):
                old = p[idx]
                p[idx] = old + h
                loss1 = self.loss(x, t)
                p[idx] = old - h
                loss2 = self.loss(x, t)
                grad[idx] = (loss1 - loss2) / (2 * h)
                p[idx] = old
            grads[key] = grad
        return grads


def filter_grid(W):
    FN, C, FH, FW = W.shape
    cols = int(np.ceil(np.sqrt(FN)))
    rows = int(np.ceil(FN / cols))

    W = W.mean(axis=1)
    W = (W - W.min()) / (W.max() - W.min())  # 0 ~ 1
    grid = np.zeros((rows * (FH + 1) + 1, cols * (FW + 1) + 1))
    for n in range(FN):
        r, c = n // cols, n % cols
        grid[r * (FH + 1) + 1:(r + 1) * (FH + 1), c * (FW + 1) + 1:(c + 1) * (FW + 1)] = W[n]
    return grid
