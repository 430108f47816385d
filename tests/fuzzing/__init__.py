"""Damaged files against everything that reads files: whatever stands in a file, the answer is a chart or a problem, never a traceback.

`seeds.py` good files of every kind, `mutations.py` how they are damaged, `worker.py` what is done with them within limits of time and memory,
`__main__.py` many of them (`make fuzz`).
"""
