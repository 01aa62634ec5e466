import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const express = createRequire(new URL('target/package.json', import.meta.url))('express');
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
for (let route = 0; route < routeCount; route++) {
    app.get(`/r${route}/users/:id`, hello);
}
app.use((request, response) => {
    response.set('Server', 'Express').sendStatus(404);
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
