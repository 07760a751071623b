@NullMarked
package io.gatehouse.auth.introspection;

import org.jspecify.annotations.NullMarked;
