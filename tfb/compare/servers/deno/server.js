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

// An array of pairs costs Deno a little less than an object.
const json = { headers: [['Server', 'Deno']] };
const text = { headers: [['Content-Type', 'text/plain'], ['Server', 'Deno']] };

function notFound() {
    return new Response('Not Found', { status: 404, headers: text.headers });
}

function answerSize(path) {
    const bytes = Number(path.slice(SIZE_PATH.length));
    return Number.isInteger(bytes) && bytes >= 27 && bytes <= 1048576
        ? Response.json({ message: messageOf(bytes) }, json)
        : notFound();
}

/* The path of an absolute address, without the cost of a URL object. */
function pathOf(url) {
    const begin = url.indexOf('/', 'http://'.length);
    const queryIndex = url.indexOf('?', begin);
    return queryIndex < 0 ? url.slice(begin) : url.slice(begin, queryIndex);
}

export default {
    fetch(request) {
        const path = pathOf(request.url);
        switch (path) {
            case '/json':
                return Response.json({ message: 'Hello, World!' }, json);
            case '/plaintext':
                return new Response('Hello, World!', text);
            case '/person':
                return Response.json({ id: 1, name: 'Alice', uuid: crypto.randomUUID() }, json);
            default:
                return path.startsWith(SIZE_PATH) ? answerSize(path) : notFound();
        }
    },
};
