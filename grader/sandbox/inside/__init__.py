"""What runs inside the sandbox. Not trusted: it shares a process with student code.

Imports only the standard library, numpy, `grader.sandbox.wire` and
`grader.sandbox.confine`; nothing of the trusted side exists where this runs.
"""
