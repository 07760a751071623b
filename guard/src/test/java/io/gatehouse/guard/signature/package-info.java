@NullMarked
package io.gatehouse.guard.signature;

import org.jspecify.annotations.NullMarked;
