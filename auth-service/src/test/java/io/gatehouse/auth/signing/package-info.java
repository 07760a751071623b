/** Signing keys, their safe keeping and their publication. */
@NullMarked
package io.gatehouse.auth.signing;

import org.jspecify.annotations.NullMarked;
