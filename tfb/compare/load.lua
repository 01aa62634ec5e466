-- What wrk sends and reports, for all scripts of this folder.
--
--     wrk ... -s load.lua URL -- DEPTH [OPTION...] PATH [PATH...]
--
-- DEPTH requests go out in one write (1: no pipelining). Paths take turns; `{id}` in one becomes a number of one to
-- seven digits that changes from request to request, `{route}` a number below that of the option routes=N.
-- Options:
--     variants       the headers change from request to request: their order, the values of Host and Accept
--     close-every=N  one request in N, on average, asks for its connection to be closed
--     bodies=FILE    posts the lines of a file in turn, each as a JSON document
-- The last line printed is `result ` and one JSON object, latencies in microseconds.

local BATCH_COUNT = 256
-- So many different routes are asked for, whatever their number is: wrk itself then costs the same for all numbers.
local LARGE_BATCH_COUNT = 4096
local HOSTS = {"tfb-server:8080", "tfb-server-2:8080", "10.0.0.1:8080"}
local ACCEPTS = {
    "application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7",
    "text/plain,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.7",
    "application/json, */*",
}
local ORDERS = {{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}}

local bodies = {}
local batches = {}
local next_batch = 0
local options = {}

local function path_for(paths, number)
    local path = paths[(number - 1) % #paths + 1]
    -- Fixed strides: varied, and the same in every run.
    local id = (number * 7919) % (10 ^ (number % 7 + 1))
    local route = (number * 7919) % (tonumber(options["routes"]) or 1)
    return (path:gsub("{id}", string.format("%d", id)):gsub("{route}", string.format("%d", route)))
end

-- A request whose headers differ from those of its neighbours.
local function variant(method, path, number, connection, rest)
    local headers = {
        "Host: " .. HOSTS[number % #HOSTS + 1],
        "Accept: " .. ACCEPTS[math.floor(number / #HOSTS) % #ACCEPTS + 1],
        "Connection: " .. connection,
    }
    local order = ORDERS[math.floor(number / 7) % #ORDERS + 1]
    return string.format("%s %s HTTP/1.1\r\n%s\r\n%s\r\n%s\r\n%s", method, path, headers[order[1]], headers[order[2]],
        headers[order[3]], rest)
end

local function request_for(paths, number)
    local path = path_for(paths, number)
    local connection = wrk.headers["Connection"]
    local close_every = tonumber(options["close-every"])
    -- At random places: taken in turn, the same connections would be closed again and again and others never.
    if close_every and math.random(close_every) == 1 then
        connection = "close"
    end
    local body = bodies[(number - 1) % #bodies + 1]
    if options["variants"] then
        local rest = body and "Content-Type: application/json\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
        return variant(body and "POST" or "GET", path, number, connection, rest or "\r\n")
    end
    local headers = {Host = wrk.headers["Host"], Accept = wrk.headers["Accept"], Connection = connection}
    if body then
        headers["Content-Type"] = "application/json"
    end
    return wrk.format(body and "POST" or "GET", path, headers, body)
end

local function read_arguments(args)
    local paths = {}
    for index = 2, #args do
        local name, value = args[index]:match("^([%a-]+)=?(.*)$")
        if args[index]:sub(1, 1) == "/" then
            paths[#paths + 1] = args[index]
        else
            options[name] = value
        end
    end
    return tonumber(args[1]), paths
end

function init(args)
    local depth, paths = read_arguments(args)
    if depth == 1 and #paths == 1 and not paths[1]:find("{", 1, true) and not next(options) then
        return -- wrk's own static request, which costs wrk the least
    end
    if options["bodies"] then
        for line in io.lines(options["bodies"]) do
            bodies[#bodies + 1] = line
        end
    end
    math.randomseed(42)
    local count = 0
    local batch_count = (options["routes"] or options["close-every"]) and LARGE_BATCH_COUNT or BATCH_COUNT
    for index = 1, batch_count do
        local requests = {}
        for position = 1, depth do
            count = count + 1
            requests[position] = request_for(paths, count)
        end
        batches[index] = table.concat(requests)
    end
    -- Defined here and not above: wrk takes its fast way only while there is no function of this name.
    function request()
        next_batch = next_batch % batch_count + 1
        return batches[next_batch]
    end
end

-- wrk adds samples where it thinks that a stall kept it from sending, and with pipelining some of them end up below its
-- least one, where its percentiles do not look: ranks near 100 are then missing and 0 is what it says. The percentiles
-- are those of the samples it finds.
local function percentiles(latency)
    local found, missing = 0, 99.9
    if latency:percentile(missing) > 0 then
        found, missing = 100, 100
    end
    while missing - found > 0.01 do
        local middle = (found + missing) / 2
        if latency:percentile(middle) > 0 then
            found = middle
        else
            missing = middle
        end
    end
    return function(percent)
        return latency:percentile(percent * found / 100)
    end
end

function done(summary, latency)
    local errors = summary.errors
    local percentile = percentiles(latency)
    io.write(string.format(
        '\nresult {"requests":%d,"micros":%d,"bytes":%d,"connect_errors":%d,"read_errors":%d,"write_errors":%d,' ..
        '"status_errors":%d,"timeouts":%d,"latency_micros":{"mean":%.1f,"p50":%d,"p90":%d,"p99":%d,"p999":%d,' ..
        '"max":%d}}\n',
        summary.requests, summary.duration, summary.bytes, errors.connect, errors.read, errors.write,
        errors.status, errors.timeout, latency.mean, percentile(50), percentile(90), percentile(99),
        percentile(99.9), latency.max))
end
