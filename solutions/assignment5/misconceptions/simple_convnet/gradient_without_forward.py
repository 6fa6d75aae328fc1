"""gradient starts with backward, so it works with what an earlier loss left behind. Run the batch
forward first: self.loss(x, t).

gradient가 곧바로 backward부터 시작해서, 앞서 loss가 남긴 값으로 계산했어요. 먼저 self.loss(x, t)로
순전파하세요.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_gradient_of_its_batch"


class SimpleConvNet(Reference):
    def gradient(self, x, t):
        dout = self.last_layer.backward(1)
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)
        grads = {}
        for number, name in enumerate(("Conv1", "Affine1", "Affine2"), 1):
            grads[f"W{number}"] = self.layers[name].dW
            grads[f"b{number}"] = self.layers[name].db
        return grads
