package dev.vivace.internal.exchange;

import dev.vivace.AnswerListener;
import dev.vivace.Attribute;
import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.PerLoop;
import dev.vivace.Request;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executor;

/** A request that refuses to be used when or where it must not be; a fresh one for each request in strict mode. */
record StrictRequest(Request checked, StrictScope scope) implements Request {
    private Request open() {
        scope.check("Request");
        return checked;
    }

    @Override
    public String method() {
        return open().method();
    }

    @Override
    public String path() {
        return open().path();
    }

    @Override
    public String rawTarget() {
        return open().rawTarget();
    }

    @Override
    public String routePattern() {
        return open().routePattern();
    }

    @Override
    public String path(String name) {
        return open().path(name);
    }

    @Override
    public int pathInt(String name) {
        return open().pathInt(name);
    }

    @Override
    public long pathLong(String name) {
        return open().pathLong(name);
    }

    @Override
    public boolean pathBoolean(String name) {
        return open().pathBoolean(name);
    }

    @Override
    public String query(String name) {
        return open().query(name);
    }

    @Override
    public String query(String name, String otherwise) {
        return open().query(name, otherwise);
    }

    @Override
    public List<String> queryAll(String name) {
        return open().queryAll(name);
    }

    @Override
    public List<String> queryNames() {
        return open().queryNames();
    }

    @Override
    public int queryInt(String name) {
        return open().queryInt(name);
    }

    @Override
    public int queryInt(String name, int otherwise) {
        return open().queryInt(name, otherwise);
    }

    @Override
    public long queryLong(String name) {
        return open().queryLong(name);
    }

    @Override
    public long queryLong(String name, long otherwise) {
        return open().queryLong(name, otherwise);
    }

    @Override
    public boolean queryBoolean(String name) {
        return open().queryBoolean(name);
    }

    @Override
    public boolean queryBoolean(String name, boolean otherwise) {
        return open().queryBoolean(name, otherwise);
    }

    @Override
    public String header(String name) {
        return open().header(name);
    }

    @Override
    public String header(String name, String otherwise) {
        return open().header(name, otherwise);
    }

    @Override
    public List<String> headers(String name) {
        return open().headers(name);
    }

    @Override
    public int headerCount() {
        return open().headerCount();
    }

    @Override
    public String headerName(int index) {
        return open().headerName(index);
    }

    @Override
    public String headerValue(int index) {
        return open().headerValue(index);
    }

    @Override
    public String cookie(String name) {
        return open().cookie(name);
    }

    @Override
    public String host() {
        return open().host();
    }

    @Override
    public int bodyLength() {
        return open().bodyLength();
    }

    @Override
    public byte[] bodyBytes() {
        return open().bodyBytes();
    }

    @Override
    public String bodyText() {
        return open().bodyText();
    }

    @Override
    public <T> T body(Json<T> type) {
        return open().body(type);
    }

    @Override
    public <P> P params(Params<P> type) {
        return open().params(type);
    }

    @Override
    public void checkPreconditions(String currentEtag) {
        open().checkPreconditions(currentEtag);
    }

    @Override
    public void requireIfMatch(String currentEtag) {
        open().requireIfMatch(currentEtag);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return open().remoteAddress();
    }

    @Override
    public boolean secure() {
        return open().secure();
    }

    @Override
    public String peerName() {
        return open().peerName();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return open().peerCertificates();
    }

    @Override
    public <T> T attribute(Attribute<T> key) {
        return open().attribute(key);
    }

    @Override
    public <T> void attribute(Attribute<T> key, T value) {
        open().attribute(key, value);
    }

    @Override
    public <T> T perLoop(PerLoop<T> key) {
        return open().perLoop(key);
    }

    @Override
    public Executor loop() {
        return open().loop();
    }

    @Override
    public boolean draining() {
        return open().draining();
    }

    @Override
    public void onAnswered(AnswerListener listener) {
        open().onAnswered(listener);
    }
}
