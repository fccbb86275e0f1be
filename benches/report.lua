-- What a round of wrk measured, as one line: requests a second, half and 99 of a hundred answered within (ms), failures.
function wrk_report(summary, latency)
  -- wrk counts every status from 400 on, also where that is the right answer.
  local refused = os.getenv("BENCH_KIND") == "refused" and summary.requests or 0
  local failed = math.abs(summary.errors.status - refused) + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("measured %.1f %.3f %.3f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end

done = wrk_report
