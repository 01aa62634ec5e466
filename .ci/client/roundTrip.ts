// What someone writes who has the generated client of the tour. Compiled against it, and run against the running tour, by
// .ci/steps/70-client.
import { BooksApi, Configuration, DefaultApi, ResponseError } from './generated/index.js';
import type { BookData } from './generated/index.js';

function check(what: string, wanted: unknown, found: unknown): void {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(found)];
    if (a !== b) {
        throw new Error(`${what}: wanted ${a}, found ${b}`);
    }
}

async function statusOf(call: Promise<unknown>): Promise<number> {
    try {
        await call;
        return 200;
    } catch (e) {
        if (e instanceof ResponseError) {
            return e.response.status;
        }
        throw e;
    }
}

const configuration = new Configuration({ basePath: (globalThis as any).process.argv[2] });
const books = new BooksApi(configuration);
const emma: BookData = {
    title: 'Emma & "friends"',
    authors: [{ name: 'Jane Austen' }],
    isbn: '9780141439587',
    genre: 'NOVEL',
    price: { amount: 9.5, currency: 'EUR' },
    published: new Date('1815-12-23'),
    tags: ['ä', 'love'],
};

const made = await books.postBooks({ bookData: emma });
check('title', emma.title, made.book?.title);
check('published', emma.published, made.book?.published);
check('the same book', made, await books.getBooksById({ id: made.id }));

const found = await books.getBooks({ title: 'emma & "', tag: ['love', 'ä'], priceMin: 9, genre: 'NOVEL', pageSize: 3 });
check('found', [made.id], found.books?.map(book => book?.id));
check('page', [1, 3], [found.page, found.pageSize]);
check('none of 2 pages', [], (await books.getBooks({ page: 2 })).books);

const change = { id: made.id, bookData: { ...emma, title: 'Emma' } };
check('without If-Match', 428, await statusOf(books.putBooksById(change)));
const changed = await books.putBooksById(change, { headers: {
    'Content-Type': 'application/json', 'If-Match': `"${made.id}-${made.version}"` } });
check('version', made.version + 1, changed.version);

check('no pages', 400, await statusOf(books.getBooks({ pageSize: 0 })));
check('no author', 400, await statusOf(books.postBooks({ bookData: { ...emma, authors: [] } })));
await books.deleteBooksById({ id: made.id });
check('deleted', 404, await statusOf(books.getBooksById({ id: made.id })));

const all = new DefaultApi(configuration);
check('a user without a name', 400, await statusOf(all.postUsers({ newUser: { name: '', email: 'ada@example.com' } as any })));
console.log('the client made, found, changed and deleted a book');
