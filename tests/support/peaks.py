"""How much memory a process took, told by itself: what `resource` tells of it may be that of the larger one that started it."""

PEAK = """
def peak_megabytes():
    import resource
    import sys
    from pathlib import Path

    try:
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) >> 10
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)

"""
"""The text of a function, for programs that tests start."""
