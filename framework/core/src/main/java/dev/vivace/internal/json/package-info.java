/**
 * JSON in and out: the strict validator that runs before anything is decoded ({@link
 * dev.vivace.internal.json.StrictJson}), our interface in front of dsl-json ({@link
 * dev.vivace.internal.json.JsonCodecs}), and one input and one output per loop, reused for every request ({@link
 * dev.vivace.internal.json.JsonInput}, {@link dev.vivace.internal.json.JsonOutput}).
 *
 * <p>dsl-json writes fast and without garbage, but is not safe to read what strangers send: it accepts documents that
 * are not JSON, matches names by a hash, reads past the end of what it was given, and cuts numbers down to the type
 * they are for. Hence the order: validate every byte, against the shape of the type ({@link
 * dev.vivace.internal.json.JsonShape}), then let it decode a private copy.
 *
 * <p>Types are described once, at start: {@link dev.vivace.internal.json.ModelBuilder} makes the model that documents and
 * constraints come from, too, and {@link dev.vivace.internal.json.ShapeBuilder} the shape. What is wrong with a document that
 * was refused is found by walking over it again ({@link dev.vivace.internal.json.TypedReport}): readers of good ones pay
 * nothing for it.
 *
 * <p><b>Memory order:</b> inputs, outputs and validators have no synchronisation; each belongs to one thread. Codecs,
 * encoders and decoders are shared.
 */
package dev.vivace.internal.json;
