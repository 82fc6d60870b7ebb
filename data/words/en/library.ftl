# The library of segments: folders, tags, lists, versions, uses, exports.

## Refusals

library-unknown-list = There is no list “{ $name }”. Nothing was changed; choose one of the tab “Lists”.
library-damaged-list = The members of the list “{ $name }” were changed behind our back, so it is not used. Keep the list anew, and archive this one.
library-name-taken = There is already a list “{ $name }”. Nothing was saved; choose another name.
library-empty-list = The rule holds for no account, so there is nothing to keep. Nothing was saved; change the rule.
library-bad-label = A folder or a tag needs a name of 1 to { $limit } printable characters, a tag without a slash. Nothing was changed; type another one.
library-too-many-tags = “{ $name }” would have more than { $limit } tags. Nothing was changed; take some off.
library-in-use = “{ $name }” is in use: { $uses }. Nothing was changed; take it out there first.
library-change-in-use = “{ $name }” is in use: { $uses }. Nothing was saved and your rule is still here; confirm the change, or save it as a new segment.
library-once-used = “{ $name }” was in use: { $uses }. Only what nobody ever used can be deleted for good. Nothing was changed; archive the segment instead.
library-uses-archived = “{ $name }” rests on “{ $other }”, which is archived. Nothing was changed; restore “{ $other }” first.

## Who uses it

library-users-campaign = { $count ->
    [1] campaign
   *[other] campaigns
  } { $names }
library-users-segment = { $count ->
    [1] segment
   *[other] segments
  } { $names }
library-users-list = { $count ->
    [1] list
   *[other] lists
  } { $names }
library-quoted = “{ $name }”
library-and-more = {" "}and { $count } more
library-through = { $name } (through { $through })

## Exports

library-too-many-rows = A sheet of XLSX holds { $limit } rows, and these are { $rows }. Nothing was exported; choose CSV or Parquet.
library-mark = Change
library-mark-added = added
library-mark-gone = gone

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
library-diff-while-off = { $rule } (switched off)
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

## The screen: exports and lists

library-export = Download
library-export-content = What
library-export-content-accounts = Accounts
library-export-content-contacts = Contacts
library-export-format = Format
library-export-format-csv = CSV
library-export-format-xlsx = XLSX
library-export-format-parquet = Parquet
library-export-accounts = Download { $count ->
    [one] { $count } account
   *[other] { $count } accounts
  }
library-export-contacts = Download { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
  }
library-export-masked = Names, addresses and numbers will be masked: your roles do not reach them.
library-export-slow = A sheet as large as this takes a minute or more to make; CSV and Parquet take seconds.
library-export-journaled = Who took what, and when, is written into the journal.
library-keep = Keep as a list
library-keep-hint = Today's members will stay under this name and change no more. A condition “On the list” can rest on them.
library-list-name = Name of the list
library-list-note = What it is for
library-keep-yes = Keep today's members
library-kept = The list “{ $name }” is kept: { $count ->
    [one] { $count } account
   *[other] { $count } accounts
  }.
library-tab = What to show
library-tab-segments = Segments
library-tab-lists = Lists
library-lists-subtitle = The members of segments on the day they were kept. They do not change by themselves.
library-lists-none = There is no list yet. Open a segment and press “Keep as a list” below its sample accounts.
library-lists-found = { $count ->
    [one] { $count } list
   *[other] { $count } lists
  }
library-list-made = { $person }, { $moment }, over version { $number } of the base, as of { $day }
library-list-of = from the segment “{ $name }”, version { $version }
library-list-archived = The list “{ $name }” is archived.
library-list-restored = The list “{ $name }” is back on its tab.

## The screen: folders, tags, search

library-filing = Folder and tags
library-file = Save
library-filed = “{ $name }”: folder and tags are saved.
library-folder = Folder
library-folder-help = Choose a folder, or type a new one. A folder within a folder comes after a slash: Sales / North.
library-no-folder = No folder
library-tags = Tags
library-tags-placeholder = Choose or type
library-any-folder = Any
library-any-tags = Any
library-any-author = Anybody
library-author = Author
library-order = Order
library-order-changed = Last changed first
library-order-name = By name
library-order-size = Largest first
library-none-found = Nothing was found. Change the search, the folder, the tags or the author.
library-first-shown = The first { $shown } are shown. Search more closely to see the others.
library-picked = Picked: { $count }
library-bulk-move = Move
library-bulk-add = Add tags
library-bulk-remove = Take tags off
library-moved = { $count ->
    [one] { $count } segment is moved.
   *[other] { $count } segments are moved.
  }
library-tagged = The tags of { $count ->
    [one] { $count } segment are changed.
   *[other] { $count } segments are changed.
  }

## The screen: versions and comparing

library-view-compare = Compare
library-view-uses = Uses
library-renamed = Renamed: was “{ $before }”, now “{ $after }”
library-same-rule = The rule is the same.
library-same-members = The members over this version of the base are the same.
library-older-versions = { $count ->
    [one] And { $count } earlier version, to be chosen where versions are compared.
   *[other] And { $count } earlier versions, to be chosen where versions are compared.
  }
library-compare-from = Compare
library-compare-to = With
library-draft = The rule on the screen
library-version = Version { $version }
library-members = Which accounts
library-members-added = Added
library-members-gone = Gone
library-members-kept = Kept
library-accounts-count = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
  }
library-contacts-count = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
  }

## The screen: uses

library-uses-unsaved = Nothing is saved yet, so nobody uses it.
library-used-by = { $count ->
    [0] Nobody uses this segment.
   *[other] Who uses this segment
  }
library-used-by-hint = Beside each: what a new version of the segment does to it.
library-rests-on = What it rests on itself
library-only-through = through { $through }
library-bearing-campaign-falls = its approval will fall
library-bearing-campaign-follows = its audience will be found anew
library-bearing-campaign-keeps = being sent, stays as it is
library-bearing-campaign-past = over, or used it before
library-bearing-segment-follows = its members will change with this one
library-bearing-segment-past = archived, or in an earlier version
library-bearing-list-past = kept from it, stays as it is
library-touches = “{ $name }” is in use by { $who }. A new version changes these, too:
library-count-campaign = { $count ->
    [one] { $count } campaign
   *[other] { $count } campaigns
  }
library-count-segment = { $count ->
    [one] { $count } segment
   *[other] { $count } segments
  }
library-count-list = { $count ->
    [one] { $count } list
   *[other] { $count } lists
  }
library-and = {" "}and{" "}
library-save-anyway = Save version { $version } all the same
library-leave = Do not save
library-delete = Delete for good
library-delete-hint = Nobody ever used “{ $name }”, so it can be deleted. It cannot be brought back; the rules of all its versions stay in the journal only.
library-delete-yes = Delete { $count ->
    [one] { $count } version
   *[other] { $count } versions
  } for good
library-deleted = The segment “{ $name }” is deleted.
