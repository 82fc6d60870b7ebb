"""The cockpit's core: everything it knows and does, without a screen.

Data walks down this street, and each room may look only upstream:

    accounts → consent → briefs   ┐
                         segments ├→ campaigns → approvals → delivery → results
                         messages ┘

Below the street: people, journal, rulebook (who may; what happened; what is ruled), store and
warehouse (where facts rest), uplift (arithmetic), foundation.
Above it: cockpit (puts the house together), demo (furnishes it), cli (the back door).
"""
