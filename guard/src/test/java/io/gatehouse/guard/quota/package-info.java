@NullMarked
package io.gatehouse.guard.quota;

import org.jspecify.annotations.NullMarked;
