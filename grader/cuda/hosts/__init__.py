"""What calls kernels inside a worker; sent there as source text, see grader.cuda.hosting."""
