import { randomUUID } from 'node:crypto';

const cpuCount = Number(process.env.CPUS ?? 1);
const routeCount = Number(process.env.ROUTES ?? 0);
const EMPTY_MESSAGE_BYTES = '{"message":""}'.length;

const messages = new Map();

function messageOf(bytes) {
    let message = messages.get(bytes);
    if (message === undefined) {
        message = 'x'.repeat(bytes - EMPTY_MESSAGE_BYTES);
        messages.set(bytes, message);
    }
    return message;
}

const json = { headers: { Server: 'bun' } };
const closing = { headers: { Server: 'bun', Connection: 'close' } };
const text = { headers: { Server: 'bun', 'Content-Type': 'text/plain' } };

/* Bun closes the connection when asked, but does not say so; looking for it costs, so only where loads do ask. */
const closeIsAsked = process.env.CLOSE === '1';

function hello(request) {
    const close = closeIsAsked && request.headers.get('connection') === 'close';
    return Response.json({ message: 'Hello, World!' }, close ? closing : json);
}

function notFound() {
    return new Response('Not Found', { status: 404, headers: text.headers });
}

function size(request) {
    const bytes = Number(request.params.bytes);
    return Number.isInteger(bytes) && bytes >= 27 && bytes <= 1048576
        ? Response.json({ message: messageOf(bytes) }, json)
        : notFound();
}

// For GET alone: a handler for all methods is entered into the router once for each of them.
const routes = {
    '/json': { GET: hello },
    '/plaintext': { GET: () => new Response('Hello, World!', text) },
    '/person': { GET: () => Response.json({ id: 1, name: 'Alice', uuid: randomUUID() }, json) },
    '/size/:bytes': { GET: size },
};
for (let route = 0; route < routeCount; route++) {
    routes[`/r${route}/users/:id`] = { GET: hello };
}

function serve() {
    Bun.serve({
        port: Number(process.env.PORT),
        hostname: '127.0.0.1',
        reusePort: cpuCount > 1,
        // Idle connections are kept for as long as a measurement takes.
        idleTimeout: 0,
        routes,
        fetch: notFound,
    });
}

/* Workers on the same port; the parent goes last, at SIGTERM and when a worker has failed. */
function startWorkers() {
    const workers = [];
    const end = () => workers.forEach((worker) => worker.kill());
    for (let index = 0; index < cpuCount; index++) {
        workers.push(Bun.spawn([process.execPath, import.meta.path], {
            env: { ...process.env, WORKER: '1' },
            stdio: ['ignore', 'inherit', 'inherit'],
            ipc() {},
            onExit: end,
        }));
    }
    process.on('SIGTERM', end);
}

if (cpuCount > 1 && process.env.WORKER === undefined) {
    startWorkers();
} else {
    // Only workers have a parent to lose.
    process.on('disconnect', () => process.exit());
    serve();
}
