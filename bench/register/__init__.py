"""The case register under load: the API against the metal, and what size costs.

    python -m bench.register            both parts
    python -m bench.register load       creates and whole sequences over the API, 4 clients
    python -m bench.register size       look-up, lists and worklist on 10,000 and on 1,000,000 cases

The data are made once under `var/bench/register`; each part works on copies that it drops. Every figure
comes from one run; ratios are what counts, seconds belong to the machine.
"""
