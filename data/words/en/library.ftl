# The library of segments: folders, tags, lists, versions, uses, exports.

library-quoted = “{ $name }”
library-and-more = {" "}and { $count } more

## What changed

library-diff-added = Added: { $rule }
library-diff-added-within = Added to the group “{ $group }”: { $rule }
library-diff-gone = Removed: { $rule }
library-diff-gone-within = Removed from the group “{ $group }”: { $rule }
library-diff-moved = Moved out of its group: { $rule }
library-diff-regrouped = Put into a group: { $rule }
library-diff-moved-within = Moved to the group “{ $group }”: { $rule }
library-diff-changed = Was: { $before }. Now: { $after }
library-diff-values-both = { $field }: added { $added }, removed { $gone }
library-diff-values-added = { $field }: added { $added }
library-diff-values-gone = { $field }: removed { $gone }
library-diff-off = Switched off: { $rule }
library-diff-on = Switched on: { $rule }
library-diff-combine = “{ $before }” was asked, now “{ $after }”: { $rules }
library-diff-contacts = Was { $before }, now { $after }: { $rules }
library-diff-order = Only the order of the conditions changed; the members are the same.
library-combine-all = all of these
library-combine-any = any of these
library-combine-none = none of these
library-contacts-none = about the account as a whole
library-contacts-every = about every contact of the account
library-contacts-some = { $count ->
    [1] about one contact at least
   *[other] about { $count } contacts at least
  }
