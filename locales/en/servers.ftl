# Meeting servers, for administrators.
nav-servers = Servers
servers-title = Meeting servers
servers-add = Add a server
servers-removed = The meeting server is removed.
servers-gone = This server is not there any more: somebody removed it.
servers-default-set = From now on new rooms begin where it says so below.
servers-empty-title = No meeting server yet
servers-empty-what = A meeting server is one plugNmeet installation. Roomkey keeps the rooms and makes the links; the video meetings themselves run there.
servers-empty-how = You need its address, and the api_key and secret that stand in its config.yaml under “client:”. Roomkey then tells you whether it works.
servers-empty-sandbox = Until then every room runs on the sandbox, where links open a rehearsal room without video.
servers-sandbox-text = Built in, for trying things out: links open a rehearsal room, and no video call.
servers-rooms =
    { $count ->
        [0] No rooms
        [one] One room
       *[other] { $count } rooms
    }
servers-default = New rooms begin here
servers-make-default = Let new rooms begin here
servers-secret-waits = New secret not in use yet
servers-test = Test connection
new-server-title = Add a meeting server
new-server-button = Add server
server-name = Name
server-name-hint = How teachers see it when they choose where a room runs.
server-url = Address
server-url-hint = Where plugNmeet answers, as in a browser. Without /auth at the end.
server-private-note = This address is on this machine or in your own network. That is fine for Roomkey; make sure that guests reach the join address from where they are.
server-http-note = This address is not encrypted. Anybody on the way can read along, and browsers open the camera only over https (or on the machine itself).
server-join-url = Join address
server-join-url-hint = Only if the page that people open is hosted elsewhere. Empty: the address above.
server-api-key = API key
server-api-key-hint = “api_key” under “client:” in plugNmeet’s config.yaml.
server-secret = Secret
server-secret-hint = “secret” in the same place, at least 32 bytes (letters or digits). It is stored encrypted and never shown again.
server-where-title = Where to find these
server-where-text = On the plugNmeet server, in its config.yaml (often /opt/plugNmeet/config.yaml):
server-where-then = Whoever has the secret can make and end any meeting there: copy it straight from the file.
server-added = The server is added. This test shows whether rooms can use it:
server-saved = Saved. This test shows whether rooms can use the server as it is now:
server-description = The server
server-secret-again = Secret, again
server-secret-again-hint = Only when the address changes (it is stored with it), or to confirm a join address on another machine. If API key and secret are both new: first the key here, then the secret under “New secret”.
server-new-secret = New secret
server-new-secret-text = First set the new secret in plugNmeet’s config.yaml and restart plugNmeet, then type it here. Roomkey tests the server with it; until it passes, the old one stays in use.
server-new-secret-label = The new secret
server-new-secret-button = Test and use it
server-secret-waits = A new secret is stored, but the server has not passed the test with it. The old one is still in use.
server-secret-try = Try again
server-secret-forget = Forget the new one
server-secret-taken = The server passed the test with the new secret. It is in use now, and the old one is gone.
server-secret-forgotten = Forgotten. The old secret stays in use.
error-secret-not-passed = The new secret is not in use: { $words }
error-server-changed = Somebody else changed this server since the page was opened. Nothing was stored or tried: look at it as it is now, and type the secret again if it still belongs to it.
server-other-secret-label = Another one instead
server-more = More
server-is-default = New rooms begin on this server. To change that, choose another one in the list.
server-make-default-hint = Teachers can still choose another server for each room. Rooms that are there already stay where they are.
server-remove = Remove…
server-remove-hint = Asks first where its rooms go.
remove-server-title = Remove { $name }?
remove-server-goes = Roomkey forgets its addresses, API key and secret. Nothing changes on the server itself.
remove-server-default = New rooms then begin on the sandbox, until you choose another server.
remove-server-rooms =
    { $count ->
        [one] One room runs there. It has to move first:
       *[other] { $count } rooms run there. They have to move first:
    }
remove-server-moving-links = Links that were made already lead to this server until they expire.
remove-server-moving-live = A session that is live there goes on; it is not ended, and no longer shown here.
remove-server-moving-next = The next session of each room begins on the other server.
remove-server-to = Move them to
remove-server-move-button = Move the rooms and remove the server
remove-server-button = Remove the server
error-server-scheme = The address must begin with https:// (or http://).
error-server-scheme-try = The address must begin with https:// (or http://). Try { $suggestion }
error-server-auth = Leave off /auth: Roomkey adds it to every call.
error-server-auth-try = Leave off /auth: Roomkey adds it to every call. Try { $suggestion }
error-server-user-info = A name or password before the host does not belong here; it has been taken out. Look at the address, then press the button again.
error-server-health = Leave off /healthCheck: Roomkey asks for it itself.
error-server-health-try = Leave off /healthCheck: Roomkey asks for it itself. Try { $suggestion }
error-server-query = What stood from the ? or # on does not belong here; it has been taken out. Look at the address, then press the button again.
error-server-query-try = What stood from the ? or # on does not belong here; it has been taken out. Look at the address, then press the button again. Perhaps it is { $suggestion }
error-server-forbidden = No meeting server can be at this address: it is kept for the network itself. Give the server’s name or its own address.
error-api-key-character = “{ $character }” cannot stand in an API key: only letters, digits and signs without accents, and no spaces.
error-secret-too-short = This secret has { $length } bytes; plugNmeet needs at least { $limit } to make links. Set a longer one in its config.yaml and use that here.
error-secret-too-long = This secret has { $length } bytes; { $limit } are possible. Perhaps more was copied than the secret.
error-secret-control = There is a line break or a control character in it: copy the secret alone.
error-secret-quoted = The quotation marks around it were copied along: leave them off.
error-secret-again = For safety the secret was not kept: type it again.
error-secret-needed = The address is another one: type the secret that belongs to it. (Otherwise anybody who changes the address could collect signed requests.)
error-secret-confirms = The join address is on another machine, and every link would lead there. To confirm, type the secret that is in use.
error-secret-alone = The address is as it was. A new secret is set under “New secret”, where it is tried before it counts; a new API key is saved first, without it.
error-server-name-sandbox = The built-in sandbox has this name. Choose a different one.
error-server-name-taken = Another server has this name already. Choose a different one.
error-server-in-use =
    { $rooms ->
        [one] One room runs there meanwhile: choose where it goes.
       *[other] { $rooms } rooms run there meanwhile: choose where they go.
    }
