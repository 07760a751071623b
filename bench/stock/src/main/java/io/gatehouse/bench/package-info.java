/** The twenty rows behind Quarkus' own JWT check. Owns no rule of its own. */
@NullMarked
package io.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
