"""Kills the parts of a real installation at random points under load, then asks whether anything was lost.

    python -m bench.faults --kills 1000 --seed 1

Loopback only, bounded in number and time, leaves no process and no file behind. What it proves, and
the figures of the biggest run: `docs/operate/faults.md`.
"""
