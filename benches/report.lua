-- What a round of wrk measured, as one line: requests a second, half and 99 of a hundred answered within (ms), failures.
function wrk_report(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("measured %.1f %.3f %.3f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end

done = wrk_report
