/** Threads for handlers that block. */
package dev.vivace.internal.work;
