/** x */
package dev.vivace.openapi;
