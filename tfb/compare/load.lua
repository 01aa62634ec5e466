-- What wrk sends and reports, for all scripts of this folder.
--
--     wrk ... -s load.lua URL -- DEPTH PATH [PATH...]
--
-- DEPTH requests go out in one write (1: no pipelining). Paths take turns; `{id}` in one becomes a number of one to
-- seven digits that changes from request to request. The last line printed is `result ` and one JSON object.

local BATCH_COUNT = 256
local batches = {}
local next_batch = 0

local function path_for(paths, number)
    local path = paths[(number - 1) % #paths + 1]
    -- A fixed stride through the numbers below 10^digits: varied, and the same in every run.
    local id = (number * 7919) % (10 ^ (number % 7 + 1))
    return (path:gsub("{id}", string.format("%d", id)))
end

function init(args)
    local depth = tonumber(args[1])
    local paths = {}
    for index = 2, #args do
        paths[#paths + 1] = args[index]
    end
    if depth == 1 and #paths == 1 and not paths[1]:find("{id}", 1, true) then
        return -- wrk's own static request, which costs wrk the least
    end
    local count = 0
    for index = 1, BATCH_COUNT do
        local requests = {}
        for position = 1, depth do
            count = count + 1
            requests[position] = wrk.format("GET", path_for(paths, count))
        end
        batches[index] = table.concat(requests)
    end
    -- Defined here and not above: wrk takes its fast way only while there is no function of this name.
    function request()
        next_batch = next_batch % BATCH_COUNT + 1
        return batches[next_batch]
    end
end

function done(summary)
    local errors = summary.errors
    io.write(string.format(
        '\nresult {"requests":%d,"micros":%d,"bytes":%d,"connect_errors":%d,"read_errors":%d,"write_errors":%d,' ..
        '"status_errors":%d,"timeouts":%d}\n',
        summary.requests, summary.duration, summary.bytes, errors.connect, errors.read, errors.write,
        errors.status, errors.timeout))
end
