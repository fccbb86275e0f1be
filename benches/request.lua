-- One request again and again: cookie, or form, or key, signature and body, from the environment.
dofile(os.getenv("BENCH_FOLDER") .. "/report.lua")

local cookie, body = os.getenv("BENCH_COOKIE"), os.getenv("BENCH_BODY")
if cookie and cookie ~= "" then
  wrk.headers["Cookie"] = cookie
end
if body and body ~= "" then
  wrk.method = "POST"
  wrk.body = body
  if os.getenv("BENCH_KIND") == "form" then
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  else
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["API-KEY"] = os.getenv("BENCH_KEY")
    wrk.headers["HASH-SIGNATURE"] = os.getenv("BENCH_SIGNATURE")
  end
end
