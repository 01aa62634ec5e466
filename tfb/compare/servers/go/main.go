// The standard library's server of the comparison.
package main

import (
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
)

type message struct {
	Message string `json:"message"`
}

type person struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	UUID string `json:"uuid"`
}

const emptyMessageBytes = len(`{"message":""}`)

var messages sync.Map // of strings by their answer's length

func main() {
	routeCount, _ := strconv.Atoi(os.Getenv("ROUTES"))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /json", hello)
	mux.HandleFunc("GET /plaintext", plaintext)
	mux.HandleFunc("GET /person", alice)
	mux.HandleFunc("GET /size/{bytes}", size)
	for route := range routeCount {
		mux.HandleFunc(fmt.Sprintf("GET /r%d/users/{id}", route), hello)
	}
	mux.HandleFunc("/", notFound)

	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	if chain := os.Getenv("TLS_CHAIN"); chain != "" {
		serveTLS(listener, mux, chain, os.Getenv("TLS_KEY"))
	}
	log.Fatal(http.Serve(listener, mux))
}

// HTTP/1.1 only: the empty map takes HTTP/2 out.
func serveTLS(listener net.Listener, handler http.Handler, chain string, key string) {
	server := &http.Server{
		Handler:      handler,
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
	}
	log.Fatal(server.ServeTLS(listener, chain, key))
}

func hello(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, message{"Hello, World!"})
}

func plaintext(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Server", "Go")
	w.Header().Set("Content-Type", "text/plain")
	w.Write([]byte("Hello, World!"))
}

func alice(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, person{1, "Alice", randomUUID()})
}

func size(w http.ResponseWriter, r *http.Request) {
	bytes, err := strconv.Atoi(r.PathValue("bytes"))
	if err != nil || bytes < 27 || bytes > 1048576 {
		notFound(w, r)
		return
	}
	text, found := messages.Load(bytes)
	if !found {
		text, _ = messages.LoadOrStore(bytes, strings.Repeat("x", bytes-emptyMessageBytes))
	}
	writeJSON(w, message{text.(string)})
}

func notFound(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Server", "Go")
	http.NotFound(w, r)
}

func writeJSON(w http.ResponseWriter, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, "cannot be written as JSON", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Server", "Go")
	header.Set("Content-Type", "application/json")
	// Above 2 KB the answer would be chunked otherwise.
	header.Set("Content-Length", strconv.Itoa(len(body)))
	w.Write(body)
}

// A version 4 UUID of RFC 9562; the standard library has none.
func randomUUID() string {
	var bytes [16]byte
	rand.Read(bytes[:])
	bytes[6] = bytes[6]&0x0f | 0x40
	bytes[8] = bytes[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[:8], bytes[:4])
	hex.Encode(text[9:13], bytes[4:6])
	hex.Encode(text[14:18], bytes[6:8])
	hex.Encode(text[19:23], bytes[8:10])
	hex.Encode(text[24:], bytes[10:])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}
