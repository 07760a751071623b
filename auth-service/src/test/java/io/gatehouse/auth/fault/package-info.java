/** Guarantees of {@code fault}, by endpoint and status. */
@NullMarked
package io.gatehouse.auth.fault;

import org.jspecify.annotations.NullMarked;
