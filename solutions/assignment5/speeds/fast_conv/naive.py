"""The given program, called."""

from naive_conv import conv2d

__all__ = ["conv2d"]
