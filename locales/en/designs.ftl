# Saved designs.
error-no-such-design = This design is not there any more, or is not shared. Choose another one.
error-import-too-long = That is more than { $limit } kB. Paste only the design or the link.
error-import-link = This link carries no design. Copy one from a room that has a design.
error-import-nothing = There is no design in this. Paste the JSON of a design, or a whole join link.
error-import-broken = This looks like the JSON of a design, but something in it is broken. Copy all of it, from {"{"} to {"}"}.
