"""How fast a program is next to another one, measured so that neither can bend the measure.

`device` is the seam to the hardware, `protocol` runs the race, `statistics` and `verdict` say what
it means, `story` says it to people.
"""
