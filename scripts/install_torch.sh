#!/bin/sh
# Install the CPU build of PyTorch and never another. Usage: install_torch.sh PYTHON VERSION
set -eu
python=$1
version=$2
index=https://download.pytorch.org/whl/cpu

installed() {
    "$python" -c "import torch, sys; sys.exit(torch.__version__.split('+')[0] != '$version')" \
        2>/dev/null
}

if ! installed; then
    case "$(uname -s)-$(uname -m)" in
        # The +cpu wheel may be in reach of pip already (a mirror, a wheel folder); else PyTorch's own.
        Linux-x86_64)
            "$python" -m pip install -q "torch==$version+cpu" 2>/dev/null ||
                "$python" -m pip install -q "torch==$version" --index-url "$index"
            ;;
        *) "$python" -m pip install -q "torch==$version" ;;  # elsewhere the usual wheel is the CPU one
    esac
fi
"$python" -c "import torch; assert torch.version.cuda is None, 'a CUDA build of torch is installed'"
