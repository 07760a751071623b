@NullMarked
package io.gatehouse.auth.event;

import org.jspecify.annotations.NullMarked;
