"""Whether intervals keep their promise: thousands of trials whose truth is known."""
