"""Where what client systems gave us rests: immutable snapshots to ask questions of."""
