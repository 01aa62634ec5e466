"""The layers of a request that samples are counted for."""

import unittest

import measure
from comparison import layers


def frame(function, file="/tmp/perf-7123.map"):
    return f"\t    7f21c0a4e2b1 {function} ({file})"


def layer(function, file="/tmp/perf-7123.map", thread="vivace-loop-0"):
    return layers.layer(thread, [frame(function, file)])


class LayerTest(unittest.TestCase):
    def test_knows_our_methods_by_their_class(self):
        for function, expected in (
                ("int dev.vivace.internal.http1.HeadParser.parse(byte[], int)", "parsing"),
                ("int dev.vivace.internal.http1.HeadEncoder.write(byte[])", "answer head"),
                ("void dev.vivace.internal.http1.HeadBlock.put(byte[], int)", "answer head"),
                ("dev.vivace.internal.route.Match dev.vivace.internal.route.RouteTable.find(int)", "routing"),
                ("void dev.vivace.internal.json.JsonOutput.begin()", "JSON"),
                ("void com.dslplatform.json.JsonWriter.writeAscii(byte[])", "JSON"),
                ("void dev.vivace.internal.net.EpollConnection.handle()", "connection"),
                ("void dev.vivace.internal.exchange.Http1Connection.onBytes()", "exchange and handler")):
            with self.subTest(function=function):
                self.assertEqual(expected, layer(function))

    def test_counts_the_turn_of_our_loop_as_the_event_loop(self):
        self.assertEqual("event loop", layer("void dev.vivace.internal.net.NettyLoop.run()"))
        self.assertEqual("event loop", layer("void dev.vivace.internal.net.LoopTurn.end(long)"))
        self.assertEqual("event loop", layer("int io.netty.channel.epoll.EpollIoHandler.run()"))
        self.assertEqual("connection", layer("void dev.vivace.internal.net.NettyLoopback.send()"))

    def test_counts_the_way_into_the_kernel_as_native_calls(self):
        self.assertEqual("native calls", layer("int io.netty.channel.unix.Socket.recvAddress(int, long, int)"))
        self.assertEqual("native calls", layer("__libc_recv", "/usr/lib/x86_64-linux-gnu/libc.so.6"))
        self.assertEqual("native calls", layer("[unknown]", "[vdso]"))

    def test_takes_the_result_type_of_a_method_for_nothing(self):
        self.assertEqual("event loop", layer("dev.vivace.internal.route.Match io.netty.util.Recycler.get()"))

    def test_finds_the_kernels_part_anywhere_on_its_stack(self):
        stack = [frame("copy_user", "[kernel.kallsyms]"), frame("__x64_sys_recvfrom", "[kernel.kallsyms]"),
                 frame("int io.netty.channel.unix.Socket.recvAddress()")]
        self.assertEqual("kernel: receive", layers.layer("vivace-loop-0", stack))
        self.assertEqual("kernel: send, and delivery to the client",
                         layer("__sys_sendto", "[kernel.kallsyms]"))
        self.assertEqual("kernel: wait for events", layer("do_epoll_wait", "[kernel.kallsyms]"))
        self.assertEqual("kernel: the rest", layer("schedule", "[kernel.kallsyms]"))

    def test_tells_the_jvms_own_time_by_file_and_thread(self):
        self.assertEqual("JVM: JIT compiler and others", layer("PhaseIdealLoop::build", "/jdk/lib/server/libjvm.so"))
        self.assertEqual("JVM: JIT compiler and others", layer("Interpreter"))
        self.assertEqual("JVM: JIT compiler and others", layer("[unknown]", "/a/libx.so", "C2 CompilerThre"))
        self.assertEqual("the rest of user time", layer("main", "/target/floor", "floor"))

    def test_has_a_place_in_the_table_for_every_layer(self):
        named = {name for _, name in layers.METHODS + layers.KERNEL}
        self.assertEqual(set(), named - set(layers.LAYERS))
        self.assertEqual(len(layers.LAYERS), len(set(layers.LAYERS)))


class SamplesTest(unittest.TestCase):
    TEXT = "\n\n".join(("vivace-loop-0\n" + frame("void dev.vivace.internal.net.EpollConnection.handle()"),
                        "vivace-loop-0\n" + frame("void dev.vivace.internal.net.EpollConnection.handle()") + "\n"
                        + frame("main"),
                        "C2 CompilerThre\n" + frame("Phase::build+0x1f", "/opt/jdk/lib/server/libjvm.so"),
                        "a thread without a stack", ""))

    def test_counts_by_layer_thread_and_function_without_addresses_and_folders(self):
        handle = "void dev.vivace.internal.net.EpollConnection.handle()"
        self.assertEqual({("connection", "vivace-loop-0", handle, "perf-.map"): 2,
                          ("JVM: JIT compiler and others", "C2 CompilerThre", "Phase::build", "libjvm.so"): 1},
                         layers.samples(self.TEXT))

    def test_keeps_the_name_of_a_file_that_is_gone(self):
        self.assertEqual(("[unknown]", "libnetty.so"),
                         layers.place(frame("[unknown]", "/tmp/libnetty4711.so (deleted)")))

    def test_refuses_to_divide_by_no_samples(self):
        with self.assertRaisesRegex(measure.Failure, "no sample"):
            layers.samples("")

    def test_makes_shares_of_all_samples(self):
        counts = (("parsing", 2), ("JSON", 1), ("parsing", 1))
        lines = [{"layer": layer_, "samples": samples} for layer_, samples in counts]
        self.assertEqual({"parsing": 0.75, "JSON": 0.25}, layers.shares(lines))


if __name__ == "__main__":
    unittest.main()
