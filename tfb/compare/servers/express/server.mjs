import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(new URL('target/package.json', import.meta.url));
const express = require('express');
const { z } = require('zod');
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

function hello(request, response) {
    response.set('Server', 'Express').json({ message: 'Hello, World!' });
}

const app = express();
app.disable('x-powered-by');
// A hash of every body, for conditional requests that never come.
app.disable('etag');

app.get('/json', hello);
app.get('/plaintext', (request, response) => {
    response.set('Server', 'Express').type('text/plain').send('Hello, World!');
});
app.get('/person', (request, response) => {
    response.set('Server', 'Express').json({ id: 1, name: 'Alice', uuid: randomUUID() });
});
app.get('/size/:bytes', (request, response, next) => {
    const bytes = Number(request.params.bytes);
    if (Number.isInteger(bytes) && bytes >= 27 && bytes <= 1048576) {
        response.set('Server', 'Express').json({ message: messageOf(bytes) });
    } else {
        next();
    }
});
app.post('/typed', express.json(), (request, response) => {
    const order = Order.safeParse(request.body);
    if (order.success) {
        response.set('Server', 'Express').json(receiptOf(order.data));
    } else {
        response.status(400).json({ errors: order.error.issues });
    }
});
app.post('/typed-unchecked', express.json(), (request, response) => {
    response.set('Server', 'Express').json(receiptOf(request.body));
});
for (let route = 0; route < routeCount; route++) {
    app.get(`/r${route}/users/:id`, hello);
}
app.use((request, response) => {
    response.set('Server', 'Express').sendStatus(404);
});
// Four parameters are what makes it a handler of errors; the default one logs them.
app.use((error, request, response, next) => {
    response.set('Server', 'Express').sendStatus(error.status ?? 500);
});

if (cpuCount > 1 && cluster.isPrimary) {
    for (let worker = 0; worker < cpuCount; worker++) {
        cluster.fork();
    }
    // The parent goes last, at SIGTERM and when a worker has failed.
    const end = () => Object.values(cluster.workers).forEach((worker) => worker.process.kill());
    process.on('SIGTERM', end);
    cluster.on('exit', end);
} else {
    // Idle connections are kept for as long as a measurement takes: no limit, and so no Keep-Alive header about one.
    createServer({ keepAliveTimeout: 0 }, app).listen({
        port: Number(process.env.PORT),
        host: '127.0.0.1',
        backlog: 4096,
        // The kernel deals the connections out to the workers, and not the parent.
        reusePort: cpuCount > 1,
    });
}
