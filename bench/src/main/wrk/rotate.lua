-- Sends prepared requests one after the other, over and over, and tells what came of it in one line.
-- Arguments: a file of requests, and the Authorization header. A line of the file has four fields,
-- divided by tabs: method, path, one more header as "Name: value" (may be empty), form (may be empty).

local count = 0

function setup(thread)
  thread:set("number", count)
  count = count + 1
end

function init(args)
  requests = {}
  for line in io.lines(args[1]) do
    local method, path, header, form = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$")
    local headers = {}
    if args[2] then headers["Authorization"] = args[2] end
    local name, value = header:match("^([^:]*): (.*)$")
    if name then headers[name] = value end
    if form ~= "" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
    requests[#requests + 1] = wrk.format(method, path, headers, form ~= "" and form or nil)
  end
  -- Threads begin at different places.
  next = number * 7919
end

function request()
  next = next + 1
  return requests[next % #requests + 1]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
