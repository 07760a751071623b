package io.gatehouse.bench;

import java.util.List;

/**
 * One row of the table.
 *
 * @param letter by which {@code --only} and the issue name it
 * @param server which process answers; two contenders may share one
 * @param tokens what is sent as bearer, by turns; none for no credential
 */
record Contender(char letter, String title, Server server, List<String> tokens) {}
