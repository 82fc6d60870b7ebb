# Insight: what a segment is made of, how it compares, overlaps and changes.

insight-does-not-fit = Version { $number } of the base has no such data: it was loaded before the field was declared. It is left out of the line.
