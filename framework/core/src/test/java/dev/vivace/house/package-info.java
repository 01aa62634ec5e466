/**
 * What holds for the code base as a whole: which package may use which, what the library pulls in, how long files
 * are.
 */
package dev.vivace.house;
