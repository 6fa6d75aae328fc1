#!/usr/bin/env python
# coding: utf-8

# In[1]:

import numpy as np
get_ipython().run_line_magic('matplotlib', 'inline')

# In[2]:

def conv_output_size(input_size, filter_size, stride=1, pad=0):
    return (input_size + 2 * pad - filter_size) // stride + 1

# In[3]:

conv_output_size(28, 5)
