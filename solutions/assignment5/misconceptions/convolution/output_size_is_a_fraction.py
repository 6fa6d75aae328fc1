"""The output size is computed with /, so it is a float and reshape refuses it. Use //.

출력 크기를 / 로 구해 실수가 되었고, 그래서 reshape가 받지 않았어요. // 를 쓰세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_forward"


class Convolution(Reference):
    def forward(self, x):
        FN, _, FH, FW = self.W.shape
        N, _, H, W = x.shape
        out_h = 1 + (H + 2 * self.pad - FH) / self.stride
        out_w = 1 + (W + 2 * self.pad - FW) / self.stride
        out = super().forward(x).transpose(0, 2, 3, 1)
        return out.reshape(N, out_h, out_w, FN).transpose(0, 3, 1, 2)
