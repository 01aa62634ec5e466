import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const cpuCount = Number(process.env.CPUS ?? 1);
const SIZE_PATH = '/size/';
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

function answer(response, status, type, body) {
    // The array form is written as it is: no header is looked up or kept for later.
    response.writeHead(status, ['Content-Type', type, 'Content-Length', Buffer.byteLength(body), 'Server', 'node']);
    response.end(body);
}

function answerJson(response, object) {
    answer(response, 200, 'application/json', JSON.stringify(object));
}

function answerSize(response, path) {
    const bytes = Number(path.slice(SIZE_PATH.length));
    if (Number.isInteger(bytes) && bytes >= 27 && bytes <= 1048576) {
        answerJson(response, { message: messageOf(bytes) });
    } else {
        answer(response, 404, 'text/plain', 'Not Found');
    }
}

function handle(request, response) {
    const url = request.url;
    const queryIndex = url.indexOf('?');
    const path = queryIndex < 0 ? url : url.slice(0, queryIndex);
    switch (path) {
        case '/json':
            return answerJson(response, { message: 'Hello, World!' });
        case '/plaintext':
            return answer(response, 200, 'text/plain', 'Hello, World!');
        case '/person':
            return answerJson(response, { id: 1, name: 'Alice', uuid: randomUUID() });
        default:
            return path.startsWith(SIZE_PATH)
                ? answerSize(response, path)
                : answer(response, 404, 'text/plain', 'Not Found');
    }
}

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
    createServer({ keepAliveTimeout: 0 }, handle).listen({
        port: Number(process.env.PORT),
        host: '127.0.0.1',
        backlog: 4096,
        // The kernel deals the connections out to the workers, and not the parent.
        reusePort: cpuCount > 1,
    });
}
