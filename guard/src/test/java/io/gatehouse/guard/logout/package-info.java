@NullMarked
package io.gatehouse.guard.logout;

import org.jspecify.annotations.NullMarked;
