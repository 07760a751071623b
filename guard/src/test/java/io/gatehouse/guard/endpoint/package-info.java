@NullMarked
package io.gatehouse.guard.endpoint;

import org.jspecify.annotations.NullMarked;
