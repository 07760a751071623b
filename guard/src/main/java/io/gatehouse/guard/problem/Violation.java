package io.gatehouse.guard.problem;

/**
 * One member of a request that is wrong.
 *
 * @param pointer JSON pointer into the body (RFC 6901), {@code /lines/0/quantity}; a query or
 *     header parameter is its name behind {@code ?} or as it is
 * @param detail what is wrong with it, for people
 */
public record Violation(String pointer, String detail) {}
