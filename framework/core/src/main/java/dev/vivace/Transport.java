package dev.vivace;

/** How sockets are driven. */
public enum Transport {
    /** epoll where it can be had (Linux on x86-64 and arm64), NIO elsewhere; logged with the reason. */
    AUTO,
    /** Linux epoll; listening fails where it cannot be had. */
    EPOLL,
    /** The JDK's selectors. */
    NIO
}
