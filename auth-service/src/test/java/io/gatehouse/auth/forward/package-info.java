@NullMarked
package io.gatehouse.auth.forward;

import org.jspecify.annotations.NullMarked;
