@NullMarked
package io.gatehouse.auth.leak;

import org.jspecify.annotations.NullMarked;
