"""forward computes the output but does not return it. End it with a return.

forward가 출력을 계산하고도 돌려주지 않았어요. return으로 끝내세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_forward"


class Convolution(Reference):
    def forward(self, x):
        out = super().forward(x)
