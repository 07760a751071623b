/**
 * The rules that k8s/ is held to, read from its files.
 *
 * <p>Owns what can be told without a cluster. That the pods really start is not shown here.
 */
@NullMarked
package io.gatehouse.dev.kubernetes;

import org.jspecify.annotations.NullMarked;
