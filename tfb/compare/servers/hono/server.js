import { randomUUID } from 'node:crypto';
import { zValidator } from './target/node_modules/@hono/zod-validator';
import { Hono } from './target/node_modules/hono';
import { HTTPException } from './target/node_modules/hono/dist/http-exception';
import { z } from './target/node_modules/zod';

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

const headers = { Server: 'Hono' };
const closingHeaders = { Server: 'Hono', Connection: 'close' };

/* Bun closes the connection when asked, but does not say so; looking for it costs, so only where loads do ask. */
const closeIsAsked = process.env.CLOSE === '1';

/* A string of that many characters, not all of them white space. */
const text = (length) => z.string().max(length).regex(/\S/);

const Order = z.object({
    id: z.int().positive(),
    name: text(40),
    address: z.object({ street: text(60), city: text(40), country: z.string().regex(/^[A-Z]{2}$/) }),
    lines: z
        .array(
            z.object({
                sku: z.string().min(1).max(12),
                quantity: z.int().min(1).max(1000),
                price: z.int().min(1).max(1000000),
            }),
        )
        .min(1)
        .max(20),
});

function receiptOf({ id, name, lines }) {
    let total = 0;
    for (const line of lines) {
        total += line.quantity * line.price;
    }
    return { id, name, count: lines.length, total };
}

async function uncheckedOrder(context) {
    try {
        return await context.req.json();
    } catch {
        throw new HTTPException(400);
    }
}

function hello(context) {
    const close = closeIsAsked && context.req.header('connection') === 'close';
    return context.json({ message: 'Hello, World!' }, 200, close ? closingHeaders : headers);
}

const app = new Hono();
app.get('/json', hello);
app.get('/plaintext', (context) => context.text('Hello, World!', 200, headers));
app.get('/person', (context) => context.json({ id: 1, name: 'Alice', uuid: randomUUID() }, 200, headers));
app.get('/size/:bytes', (context) => {
    const bytes = Number(context.req.param('bytes'));
    return Number.isInteger(bytes) && bytes >= 27 && bytes <= 1048576
        ? context.json({ message: messageOf(bytes) }, 200, headers)
        : context.notFound();
});
app.post('/typed', zValidator('json', Order), (context) =>
    context.json(receiptOf(context.req.valid('json')), 200, headers),
);
app.post('/typed-unchecked', async (context) =>
    context.json(receiptOf(await uncheckedOrder(context)), 200, headers),
);
for (let route = 0; route < routeCount; route++) {
    app.get(`/r${route}/users/:id`, hello);
}
app.notFound((context) => context.text('Not Found', 404, headers));

function serve() {
    Bun.serve({
        port: Number(process.env.PORT),
        hostname: '127.0.0.1',
        reusePort: cpuCount > 1,
        // Idle connections are kept for as long as a measurement takes.
        idleTimeout: 0,
        fetch: app.fetch,
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
