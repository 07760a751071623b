@NullMarked
package io.gatehouse.guard.usage;

import org.jspecify.annotations.NullMarked;
