# Saved designs.
error-no-such-design = This design is not there any more, or is not shared. Choose another one.
error-import-too-long = That is more than { $limit } kB. Paste only the design or the link.
error-import-link = This link carries no design. Copy one from a room that has a design.
error-import-nothing = There is no design in this. Paste the JSON of a design, or a whole join link.
error-import-broken = This looks like the JSON of a design, but something in it is broken. Copy all of it, from {"{"} to {"}"}.
nav-designs = Designs
designs-title = Designs
designs-text = Colours and a logo under a name. Change a design once, and every room that uses it changes with it.
designs-new = New design
designs-own = Your designs
designs-shared = Shared by others
designs-starting = Starting points
designs-starting-text = Ready-made and easy to read. Start with one and make it yours.
designs-none-title = No design of your own yet
designs-none-text = Start with one of the designs below, from your school's colours, or paste a design from elsewhere. Then use it for as many rooms as you like.
designs-search-label = Search designs
designs-not-found-title = Nothing found
designs-not-found-text = No design has “{ $words }” in its name.
designs-show-all = Show all designs
designs-found = { $count ->
    [one] One design found
   *[other] { $count } designs found
}
designs-cut = Only the first { $count } of each are shown. Search for the name to find the others.
designs-back = All designs
design-picture-of = A meeting with the design “{ $name }”
design-change = Change
design-show = Show
design-copy = Make a copy
design-start = Start with this
design-is-shared = Shared with everybody
design-shared-by = Shared by { $owner }
design-of = { $name } ({ $owner })
design-copy-of = Copy of { $name }
design-lagoon = Lagoon
design-meadow = Meadow
design-plum = Plum
design-sunrise = Sunrise
design-poppy = Poppy
design-midnight = Midnight
new-design-heading = New design
design-name = Name of the design
design-shared = Share with everybody
design-shared-hint = Everybody who can sign in may use it and copy it. Only you can change it.
design-save = Save design
design-was-made = The design is saved. Choose below which rooms use it.
design-save-as = Save as a design
design-import = Paste a design from elsewhere
design-import-label = Design or join link
design-import-hint = The JSON of a design, or a whole join link. It fills the fields below and replaces what stands in them. Nothing is saved yet.
design-import-button = Fill the fields
design-imported = { $count ->
    [0] Nothing of it could be used. Nothing is saved.
    [one] One value was filled in below. Look at it, then save.
   *[other] { $count } values were filled in below. Look at them, then save.
}
design-imported-completed = A # was added: { $keys }
design-imported-empty = Without a value: { $keys }
design-imported-ignored = { $count ->
    [one] Left out:
   *[other] { $count } left out:
}
design-used = Where it is used
design-used-nowhere = Nowhere yet.
design-used-count = { $count ->
    [one] In one place
   *[other] In { $count } places
}
design-used-invites = { $count ->
    [one] one invite
   *[other] { $count } invites
}
design-used-other-rooms = { $count ->
    [one] One room of somebody else uses it.
   *[other] { $count } rooms of others use it.
}
design-used-other-invites = { $count ->
    [one] One invite of somebody else uses it.
   *[other] { $count } invites of others use it.
}
design-used-changes = What you save here changes how all of these look, for whoever joins from then on.
design-use = Use for rooms
design-use-hint = These rooms get this design from now on. Colours of their own are kept in case you want them back.
design-use-rooms = Rooms
design-use-more = There are more rooms. For another one, choose the design on that room's own page.
design-use-nothing = Tick the rooms that should use it.
design-use-button = Use for the ticked rooms
design-use-done = { $count ->
    [one] One room uses this design now.
   *[other] { $count } rooms use this design now.
}
design-json = Design as JSON
design-json-hint = Exactly what plugNmeet takes as custom_design. Keep it, or use it in another portal.
design-json-file = Download file
design-delete = Delete design
design-delete-title = Delete “{ $name }”?
design-delete-keeps = Nothing changes there: these rooms and invites keep the colours as their own. They just no longer change together.
design-delete-no-way-back = There is no way back.
design-delete-button = Delete design
design-deleted = The design is deleted. Whatever used it has kept its colours.
design-choice-saved = Saved design
design-choice-own = Colours of its own
design-saved = Saved design
design-in-use = Used now: { $name }
design-saved-none = Choose a design
design-saved-hint = If the design changes, so does what uses it. A starting point is copied and does not change any more.
