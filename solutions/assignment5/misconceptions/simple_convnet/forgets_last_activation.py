"""The second ReLU is left out, so two affine layers follow one another and are no more than one.

두 번째 ReLU를 빠뜨려서 Affine 계층 둘이 이어져 있어요. 그러면 하나와 다를 바 없습니다.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_predict"


class SimpleConvNet(Reference):
    def predict(self, x):
        for name, layer in self.layers.items():
            if name != "Relu2":
                x = layer.forward(x)
        return x
