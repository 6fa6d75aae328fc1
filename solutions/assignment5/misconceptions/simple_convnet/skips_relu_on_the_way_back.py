"""backward goes through Conv1, Pool1 and the affine layers only. ReLU has a backward too: it stops the
gradient where it stopped the number.

역전파에서 ReLU를 건너뛰었어요. ReLU에도 backward가 있습니다. 값을 0으로 막은 자리에서는 기울기도
막아야 해요.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_gradient_affine1"


class SimpleConvNet(Reference):
    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last_layer.backward(1)
        for name in ("Affine2", "Affine1", "Pool1", "Conv1"):
            dout = self.layers[name].backward(dout)
        grads = {}
        for number, name in enumerate(("Conv1", "Affine1", "Affine2"), 1):
            grads[f"W{number}"] = self.layers[name].dW
            grads[f"b{number}"] = self.layers[name].db
        return grads
