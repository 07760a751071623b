/** The admin service. */
@NullMarked
package io.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
