/** What holds for the dashboard as a whole. */
@NullMarked
package io.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
