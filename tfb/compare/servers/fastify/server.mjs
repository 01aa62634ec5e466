import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const fastify = createRequire(new URL('target/package.json', import.meta.url))('fastify');
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

/* Of a response schema Fastify compiles a serialiser for the route. */
function schemaOf(properties) {
    return { schema: { response: { 200: { type: 'object', properties } } } };
}

const messageSchema = schemaOf({ message: { type: 'string' } });
const personSchema = schemaOf({ id: { type: 'integer' }, name: { type: 'string' }, uuid: { type: 'string' } });

const receiptSchema = schemaOf({
    id: { type: 'integer' },
    name: { type: 'string' },
    count: { type: 'integer' },
    total: { type: 'integer' },
});

/* A string of that many characters, not all of them white space. */
function text(maxLength) {
    return { type: 'string', maxLength, pattern: '\\S' };
}

const lineSchema = {
    type: 'object',
    required: ['sku', 'quantity', 'price'],
    properties: {
        sku: { type: 'string', minLength: 1, maxLength: 12 },
        quantity: { type: 'integer', minimum: 1, maximum: 1000 },
        price: { type: 'integer', minimum: 1, maximum: 1000000 },
    },
};
const orderSchema = {
    type: 'object',
    required: ['id', 'name', 'address', 'lines'],
    properties: {
        id: { type: 'integer', minimum: 1 },
        name: text(40),
        address: {
            type: 'object',
            required: ['street', 'city', 'country'],
            properties: { street: text(60), city: text(40), country: { type: 'string', pattern: '^[A-Z]{2}$' } },
        },
        lines: { type: 'array', minItems: 1, maxItems: 20, items: lineSchema },
    },
};

function receipt(request, reply) {
    const { id, name, lines } = request.body;
    let total = 0;
    for (const line of lines) {
        total += line.quantity * line.price;
    }
    reply.header('Server', 'fastify').send({ id, name, count: lines.length, total });
}

function hello(request, reply) {
    reply.header('Server', 'fastify').send({ message: 'Hello, World!' });
}

/* Nothing is converted and nothing removed, which ajv does by default in Fastify. */
const ajv = { customOptions: { coerceTypes: false, removeAdditional: false } };
const app = fastify({ logger: false, ajv });
// Idle connections are kept for as long as a measurement takes: no limit, and so no Keep-Alive header about one.
app.server.keepAliveTimeout = 0;

app.get('/json', messageSchema, hello);
app.get('/plaintext', (request, reply) => {
    reply.header('Server', 'fastify').type('text/plain').send('Hello, World!');
});
app.get('/person', personSchema, (request, reply) => {
    reply.header('Server', 'fastify').send({ id: 1, name: 'Alice', uuid: randomUUID() });
});
app.get('/size/:bytes', messageSchema, (request, reply) => {
    const bytes = Number(request.params.bytes);
    if (Number.isInteger(bytes) && bytes >= 27 && bytes <= 1048576) {
        reply.header('Server', 'fastify').send({ message: messageOf(bytes) });
    } else {
        reply.callNotFound();
    }
});
app.post('/typed', { schema: { ...receiptSchema.schema, body: orderSchema } }, receipt);
app.post('/typed-unchecked', receiptSchema, receipt);
for (let route = 0; route < routeCount; route++) {
    app.get(`/r${route}/users/:id`, messageSchema, hello);
}
app.setNotFoundHandler((request, reply) => {
    reply.code(404).header('Server', 'fastify').type('text/plain').send('Not Found');
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
    await app.listen({
        port: Number(process.env.PORT),
        host: '127.0.0.1',
        backlog: 4096,
        // The kernel deals the connections out to the workers, and not the parent.
        reusePort: cpuCount > 1,
    });
}
