//! One single-threaded runtime for each CPU, each with a listener of its own on the one port.

use std::cell::RefCell;
use std::collections::HashMap;
use std::convert::Infallible;
use std::env;
use std::future::ready;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::thread;

use hyper::header::{HeaderMap, HeaderValue, CONNECTION, CONTENT_TYPE, SERVER};
use hyper::server::conn::Http;
use hyper::service::service_fn;
use hyper::{Body, Request, Response, StatusCode};
use serde::Serialize;
use tokio::net::{TcpListener, TcpSocket};
use uuid::Uuid;

const BACKLOG: u32 = 4096;
const EMPTY_MESSAGE_BYTES: usize = "{\"message\":\"\"}".len();

#[derive(Serialize)]
struct Message<'a> {
    message: &'a str,
}

#[derive(Serialize)]
struct Person<'a> {
    id: u32,
    name: &'a str,
    uuid: &'a str,
}

thread_local! {
    /// Message strings by their answer's length.
    static MESSAGES: RefCell<HashMap<usize, Rc<str>>> = RefCell::default();
}

fn main() -> io::Result<()> {
    let number = |name: &str, default| env::var(name).map_or(default, |text| text.parse().expect(name));
    let address = SocketAddr::from(([127, 0, 0, 1], number("PORT", 8080)));
    let listeners = (0..number("CPUS", 1)).map(|_| socket(address)).collect::<io::Result<Vec<_>>>()?;
    let threads: Vec<_> = listeners.into_iter().map(|socket| thread::spawn(|| run(socket))).collect();
    threads.into_iter().try_for_each(|thread| thread.join().expect("a loop failed"))
}

fn socket(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.set_reuseport(true)?;
    socket.bind(address)?;
    Ok(socket)
}

fn run(socket: TcpSocket) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async { accept(socket.listen(BACKLOG)?).await })
}

async fn accept(listener: TcpListener) -> io::Result<()> {
    let mut http = Http::new();
    // Answers to requests that came together leave together.
    http.http1_only(true).pipeline_flush(true);
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => continue,
            Err(error) => return Err(error),
        };
        // Fails only where the client is gone already, which the connection notices by itself.
        let _ = stream.set_nodelay(true);
        let connection = http.serve_connection(stream, service_fn(|request| ready(handle(request))));
        tokio::spawn(async move {
            // A client that goes away is no fault of the server.
            let _ = connection.await;
        });
    }
}

fn handle(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let (head, _) = request.into_parts();
    // The request's map is used again for the answer, which saves an allocation.
    let mut headers = head.headers;
    let close = headers.get(CONNECTION).map_or(false, |value| value == "close");
    headers.clear();
    if close {
        // Later hyper adds it by itself; 0.14 closes the connection without a word.
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(match head.uri.path() {
        "/json" => json(headers, &Message { message: "Hello, World!" }),
        "/plaintext" => answer(headers, StatusCode::OK, "text/plain", Body::from("Hello, World!")),
        "/person" => {
            let mut buffer = Uuid::encode_buffer();
            let uuid = Uuid::new_v4().hyphenated().encode_lower(&mut buffer);
            json(headers, &Person { id: 1, name: "Alice", uuid })
        }
        path => match path.strip_prefix("/size/").and_then(|bytes| bytes.parse().ok()) {
            Some(bytes @ 27..=1_048_576) => json(headers, &Message { message: &message(bytes) }),
            _ => answer(headers, StatusCode::NOT_FOUND, "text/plain", Body::from("Not Found")),
        },
    })
}

fn message(bytes: usize) -> Rc<str> {
    MESSAGES.with(|messages| {
        let mut messages = messages.borrow_mut();
        messages.entry(bytes).or_insert_with(|| "x".repeat(bytes - EMPTY_MESSAGE_BYTES).into()).clone()
    })
}

fn json(headers: HeaderMap, value: &impl Serialize) -> Response<Body> {
    let bytes = serde_json::to_vec(value).expect("writable as JSON");
    answer(headers, StatusCode::OK, "application/json", Body::from(bytes))
}

fn answer(mut headers: HeaderMap, status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
    headers.insert(SERVER, HeaderValue::from_static("hyper"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
