# "Test connection": what each step looks at, what it saw, what to do about it.
test-step-name = Name
test-step-connection = Connection
test-step-health = plugNmeet
test-step-key = Key and secret
test-step-clock = Clocks
test-step-join-address = Join address
test-step-round-trip = Speed
test-passed = Passed
test-noted = Passed, with a note
test-failed = Failed
test-not-reached = Not reached
test-needs = “{ $step }” has to pass first.
test-out-of-time = The time for a test was over before.
test-out-of-time-advice = The server answers too slowly. Mend what stands above, look at the load of the server and of the network, then test again.
test-resolved = { $host } leads to { $addresses }.
test-no-name = The address holds { $address } itself: there is no name to look up.
test-certified = { $days ->
    [0] The certificate ends today: { $until }.
    [one] The certificate is valid for one more day, until { $until }.
   *[other] The certificate is valid for { $days } more days, until { $until }.
}
test-certified-advice = Renew it before then; after that, nobody gets in. Certificates of Let's Encrypt renew themselves much earlier: look why this one did not.
test-connected = A connection comes about.
test-not-encrypted = A connection comes about, without encryption.
test-not-encrypted-advice = On the way, others can read what is said, and repeat it. That will do on one machine or in a closed network; everywhere else, give the server a certificate and an https address. Browsers need https for camera and microphone in any case.
test-speaks-http = The address says https, but on port { $port } the server speaks without encryption.
test-speaks-http-advice = Is there another port for https (usually 443)? Then enter that. If the server has no certificate yet, set one up; until then the address begins with http://.
test-speaks-https = The address says http, but on port { $port } the server wants an encrypted connection.
test-speaks-https-advice = Change the address so that it begins with https://.
test-healthy = A plugNmeet server is there, and it is well.
test-unwell = A plugNmeet server is there, but it is not well. It says: { $words }
test-unwell-advice = On the server, see that database, Redis and NATS run, then look into plugNmeet's log. Its configuration names where it expects the three.
test-accepted = { $sessions ->
    [0] The server takes them. No session is running there.
    [one] The server takes them. One session is running there.
   *[other] The server takes them. { $sessions } sessions are running there.
}
test-secret-short = The server takes them, but the secret has only { $bytes } bytes: that makes no join links.
test-secret-short-advice = plugNmeet needs at least 32. Write a longer client.secret into its configuration, restart it, then enter the new secret here.
test-refused = The server takes them, but did not say which sessions run. It says: { $words }
test-refused-advice = Look into plugNmeet's log: most often the database is the cause.
test-clocks-agree = { $seconds ->
    [0] They agree to the second.
    [one] They agree within one second.
   *[other] They agree within { $seconds } seconds.
}
test-clock-ahead = The server's clock is { $span } ahead of Roomkey's.
test-clock-behind = The server's clock is { $span } behind Roomkey's.
test-clocks-advice = One of the two is wrong: let both machines set their clocks by the network (timedatectl shows whether they do). A join link says from when until when it holds; with clocks this far apart, times shown are wrong and links fail that should work.
test-no-time = The server does not say what time it is.
test-no-time-advice = Compare them by hand: run “date -u” on both machines. More than 30 seconds is too much.
test-serves-client = It serves the web client, with the very files the server names.
test-serves-unencrypted = It serves the web client, with the very files the server names, but without encryption.
test-serves-unencrypted-advice = Except on localhost, the plugNmeet client does not start there: it says “Secure Connection Required”. Give the join address a certificate and https before people join.
test-other-version = It serves a plugNmeet client, but with other files than the server names: another version.
test-other-version-advice = Bring server and client to the same version. If both are, empty the cache that stands in between.
test-nothing-to-compare = It serves a plugNmeet client. The server has none of its own to compare it with.
test-nothing-to-compare-advice = That is right if the client is hosted apart from the server. Keep both at the same version.
test-took = An answer takes { $millis } ms.
test-took-least = An answer takes less than 1 ms.
test-took-advice = That is long: a join link takes two or three of these. Look at the load of the server, and at the network in between.

# What answers that is no meeting server.
test-answer-page = A web page answers: “{ $words }”
test-answer-page-untitled = A web page without a title answers
test-answer-json = Another program answers: { $words }
test-answer-text = The answer is: { $words }
test-answer-nothing = The answer is empty
test-answer-leads = The answer leads on to { $words }
test-answer-status = { $answer } (status { $status }).
test-answer-status-from = { $answer } (status { $status }, from { $software }).
test-answer-leads-advice = Roomkey does not follow, since a signed request must end nowhere else. If your server is there, enter that address.
test-answer-gateway-advice = A reverse proxy answers, but finds nobody behind it. Start plugNmeet, or correct where the proxy passes requests on to.
test-health-not-found-advice = { $address } should show the word “Healthy”. Check the port, and whether the path is right: is one missing, or too much? A reverse proxy must pass this on to plugNmeet.
test-health-log-in-advice = Something in front wants people to log in, or lets only some in: a proxy or a firewall. Let Roomkey through to /healthCheck and to everything below /auth; those requests are signed.
test-health-other-advice = This is not plugNmeet. Enter the address at which /healthCheck shows the word “Healthy”. If that is where only the web client is hosted, it belongs into the join address.
test-key-advice = /healthCheck leads to plugNmeet, but /auth does not. The reverse proxy must pass everything below /auth on to it too, unchanged, with the headers API-KEY and HASH-SIGNATURE.
test-join-leads-advice = Browsers refuse to follow when a form of Roomkey ends elsewhere. Enter the address it leads to as the join address.
test-join-not-found-advice = There is no web client. If it is hosted elsewhere, enter that address as the join address; else see what client.path in plugNmeet's configuration points to.
test-join-log-in-advice = Everybody would have to log in there before a meeting. Let everybody through to the join address: its links carry a token.
test-join-other-advice = This is not the plugNmeet client. If it is hosted elsewhere, or under a path, enter that address as the join address; else see that the reverse proxy leads there.

# What is wrong between Roomkey and a server.
test-fault-name = No name server knows { $host }.
test-fault-name-advice = Check the spelling. A new name takes up to a few hours to be known; “getent hosts { $host }” on Roomkey's machine shows when it is.
test-fault-forbidden = { $host } leads to an address at which Roomkey asks nobody: it belongs to the machine's own network card or to its cloud.
test-fault-forbidden-advice = Enter the address under which other machines reach the server, and see what its name leads to.
test-fault-refused = The machine is there, but nothing listens on port { $port }.
test-fault-refused-advice = Check the port. If it is right, start plugNmeet, or the reverse proxy in front of it.
test-fault-unreachable = There is no way to { $host } from here.
test-fault-unreachable-advice = Check the address, and whether Roomkey's machine has a way into that network: cable, VPN, firewall.
test-fault-connect-timeout = No connection to port { $port } in three seconds.
test-fault-connect-timeout-advice = Most often a firewall drops it: let Roomkey's machine through to port { $port }. Otherwise the address is not the server's.
test-fault-expired = The certificate is out of date, or not valid yet.
test-fault-expired-advice = Renew it. If it is valid by its dates, the clock of Roomkey's machine is wrong.
test-fault-certificate-name = The certificate is for another name than { $host }.
test-fault-certificate-name-advice = Enter the name that the certificate is for, or get one for { $host }.
test-fault-untrusted = Nobody that Roomkey's machine trusts has signed the certificate: it is self-signed, or a link of its chain is missing.
test-fault-untrusted-advice = Get one that browsers trust, from Let's Encrypt for example, and have the server send the whole chain (fullchain.pem). A certificate authority of your own must be known to Roomkey's machine, and to everybody's.
test-fault-tls = No encrypted connection comes about on port { $port }.
test-fault-tls-advice = Is this the port for https? The server must offer TLS 1.2 or 1.3 and have a certificate for { $host }.
test-fault-timeout = The question was taken, but no answer came in time.
test-fault-timeout-advice = The server, or what it needs, is overloaded or hangs: look into its log, restart it, then test again.
test-fault-broken = The connection ended before the answer did.
test-fault-broken-advice = Look into the logs of plugNmeet and of the reverse proxy. If the server was just being restarted, test again; else check the port, too.
test-fault-no-http = What listens on port { $port } is no web server.
test-fault-no-http-advice = Check the port: LiveKit, NATS, Redis and the database have others than plugNmeet.
test-fault-key = The server does not know this API key.
test-fault-key-advice = Copy client.api_key from plugNmeet's configuration, letter by letter as it stands there.
test-fault-signature = The server knows the API key, but has another secret.
test-fault-signature-advice = Copy client.secret from plugNmeet's configuration, without quotation marks or spaces around it. If it was changed there, plugNmeet must be restarted before it counts.
test-fault-unauthorised = The server let us in to nothing. It says: { $words }
test-fault-unauthorised-advice = If a reverse proxy stands in front, it must pass on the headers API-KEY and HASH-SIGNATURE and leave bodies as they are.
test-fault-other = The answer is none that a plugNmeet server gives.
test-fault-other-advice = Check address and port, and whether a proxy in between changes answers.

# The whole.
test-works = This server works.
test-works-noted = This server works. Read the notes below.
test-fails = This server cannot be used yet. First of all, mend “{ $step }”.
test-broke-off = The test broke off, for a reason of Roomkey's own, which stands in its log. Test again.

# The page.
test-title = Test connection: { $server }
test-again = Test again
test-intro = Takes one look at everything that has to be right before rooms can use this server: { $steps }. Nothing on the server is changed. It takes some seconds, and 20 at most.
test-running = Testing { $server } …
test-waiting = waiting
test-wait = Show the whole result when it is done
test-back = Back to the server
test-progress = Step { $number } of { $of }: { $step } …

# How a server is, on the pages of administrators.
state-unknown = Not asked yet
state-up = Answers
state-down = Cannot be used since { $time }
state-checked = checked { $ago }
