import numpy as np
import torch
import torch.nn.functional as F


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W = torch.tensor(W, requires_grad=True)
        self.b = torch.tensor(b, requires_grad=True)
        self.stride = stride
        self.pad = pad

    def forward(self, x):
        self.x = torch.tensor(x, requires_grad=True)
        self.y = F.conv2d(self.x, self.W, self.b, self.stride, self.pad)
        return self.y.detach().numpy()

    def backward(self, dout):
        self.y.backward(torch.tensor(dout))
        self.dW = self.W.grad.numpy()
        self.db = self.b.grad.numpy()
        return self.x.grad.numpy()
